// The own profile: what the school knows, where one is signed in, the language.
import { expect, test } from '../support/test';
import { open, openMenu } from '../support/steps';

test('ID-16 ID-58: the profile shows what the school knows', async ({ person, people }) => {
  const page = await person('parent');
  const who = people.get('parent');
  await open(page, '/schedule');
  const menu = await openMenu(page, who);
  await menu.getByRole('link', { name: 'Профиль', exact: true }).click();
  await expect(page.getByRole('heading', { name: who.fullName })).toBeVisible();
  await expect(page.getByText('родитель', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Привязать учебный профиль VK ID' })).toBeVisible();
  await expect(page.getByText('Никому не передавайте свои регистрационные данные')).toBeVisible();
  const child = page.locator('main').getByRole('link', { name: `${people.get('pupil').friendly}, 4А` });
  await child.click();
  await expect(page.getByRole('heading', { name: people.get('pupil').fullName })).toBeVisible();
});

test('ID-08: a session is ended from another device', { tag: '@once' }, async ({ person }) => {
  const home = await person('teacher');
  const school = await person('teacher');
  await open(school, '/chats');
  await open(home, '/profile');
  const devices = home.locator('section', { has: home.getByRole('heading', { name: 'Где вы вошли' }) });
  await expect(devices.locator('li')).toHaveCount(2);
  await expect(devices.getByText(/это устройство, сейчас/)).toHaveCount(1);
  await devices.getByRole('button', { name: /^Завершить сеанс/ }).click();
  await expect(devices.locator('li')).toHaveCount(1);
  // The open window over there is led to the door at once.
  await expect(school).toHaveURL(/\/sign-in/);
  await expect(school.getByRole('heading', { name: 'Вход в систему' })).toBeVisible();
});

test('ID-05: signing out ends every window of the browser', { tag: '@once' }, async ({ person, people }) => {
  const page = await person('pupil');
  const second = await page.context().newPage();
  await open(second, '/schedule');
  await open(page, '/schedule');
  const menu = await openMenu(page, people.get('pupil'));
  await menu.getByRole('button', { name: 'Выйти' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(second).toHaveURL(/\/sign-in/);
});

test('PL-06: the language is chosen by the person and stays', { tag: '@once' }, async ({ person, visitor, people }) => {
  const page = await person('parent');
  await open(page, '/profile');
  await page.getByRole('button', { name: 'English' }).last().click();
  await expect(page.getByRole('heading', { name: 'Profile', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await open(page, '/chats');
  await expect(page.getByRole('heading', { name: 'Chats', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: /Link.*VK ID/ }).click();
  await expect(page.getByLabel('Enter your mobile phone number')).toBeVisible();
  await open(page, '/schedule');
  await expect(page.locator('body')).not.toContainText(/Расписание|Чаты|Профиль/);
  await page.locator('summary.topbar-person').click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { name: 'Расписание', level: 1 })).toBeVisible();

  // Before signing in the browser chooses, then the visitor.
  const english = await visitor({ locale: 'en-GB' });
  await english.goto('/sign-in');
  await expect(english.locator('html')).toHaveAttribute('lang', 'en');
  await english.getByRole('button', { name: 'Русский' }).click();
  await expect(english.getByRole('heading', { name: 'Вход в систему' })).toBeVisible();
  await english.getByLabel('Логин').fill(people.get('pupil').login);
  await english.getByLabel('Пароль', { exact: true }).fill(people.get('pupil').password);
  await english.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(english.getByRole('heading', { name: 'Расписание', level: 1 })).toBeVisible();
});

test('RC-17: a profile of a stranger is not shown', { tag: '@once' }, async ({ person, people, watch }) => {
  watch.allow(/status of 40[34]/);
  const parent = await person('parent');
  await open(parent, '/profile');
  await parent.locator('main').getByRole('link', { name: people.get('pupil').friendly }).click();
  await expect(parent).toHaveURL(/\/people\/\d+$/);
  const address = new URL(parent.url()).pathname;
  const other = await person('pupil2');
  const answer = await other.goto(address);
  expect([403, 404]).toContain(answer!.status());
  await expect(other.locator('main')).not.toContainText(people.get('pupil').fullName);
  // The class teacher sees the pupils of the own class.
  const teacher = await person('teacher');
  await teacher.goto(address);
  await expect(teacher.getByRole('heading', { name: people.get('pupil').fullName })).toBeVisible();
  await expect(teacher.getByText('Учебный профиль ещё не привязан')).toBeVisible();
});
