// From the journal to the chats: the three ways in, VK ID, the learning profile, what opens.
import { expect, test } from '../support/test';
import {
  begin,
  code,
  entry,
  giveAbout,
  giveCode,
  givePhone,
  goOn,
  linkAs,
  open,
  openMenu,
  vkId,
  vkIdAgain,
} from '../support/steps';
import type { Page } from '@playwright/test';

/** The steps on the screen: how many are done and which is the present one (ID-23, ID-24). */
async function expectSteps(page: Page, done: number, now?: string): Promise<void> {
  await expect(page.locator('ol.steps > li')).toHaveCount(5);
  await expect(page.locator('ol.steps > li.is-done')).toHaveCount(done);
  if (now) await expect(page.locator('ol.steps > li[aria-current=step]')).toContainText(now);
}

/** Names of the chats that the page of success lists. */
const opened = (page: Page) => page.locator('main .entity-list .entity-name');

test('ID-15 ID-16 ID-17 ID-18 ID-19 ID-20 ID-21: three ways lead to the link button', async ({ person, people }) => {
  const page = await person('parent');
  await open(page, '/schedule');
  // The own full name at the top right.
  const menu = await openMenu(page, people.get('parent'));
  await menu.getByRole('link', { name: 'Привязать учебный профиль VK ID' }).click();
  await expect(page).toHaveURL(/\/link$/);
  await expect(page.getByRole('heading', { name: 'Привязать учебный профиль' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Привязать учебный профиль VK ID' })).toBeVisible();
  await page.getByRole('link', { name: 'Не сейчас' }).click();
  // The icon «Чаты».
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Расписание' }).click();
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Чаты' }).click();
  await expect(page).toHaveURL(/\/chats$/);
  await expect(page.getByRole('heading', { name: 'Ваши чаты уже готовы' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Привязать учебный профиль VK ID' })).toBeVisible();
  // The child's name.
  const child = people.get('pupil');
  await openMenu(page, people.get('parent'));
  await menu.getByRole('link', { name: child.friendly }).click();
  await expect(page).toHaveURL(/\/people\/\d+$/);
  await expect(page.getByRole('heading', { name: child.fullName })).toBeVisible();
  await expect(page.getByText('Профиль ребёнка ещё не привязан')).toBeVisible();
  await page.getByRole('button', { name: 'Привязать учебный профиль Сферум' }).click();
  await expect(page.getByLabel('Введите свой номер мобильного телефона')).toBeVisible();
});

test('ID-22 ID-24 ID-25 ID-26 ID-28 ID-29 ID-31..37 ID-46 ID-58 RC-01..04: a teacher links, step by step', async ({ person, people }) => {
  const who = people.get('teacher');
  const page = await person('teacher');
  await page.goto('/link');
  await expectSteps(page, 0, 'Телефон');
  await expect(page.getByText('Никому не передавайте свои регистрационные данные')).toBeVisible();
  await page.getByRole('button', { name: 'Привязать учебный профиль VK ID' }).click();

  await expectSteps(page, 0, 'Телефон');
  const phone = page.getByLabel('Введите свой номер мобильного телефона');
  await expect(phone).toBeFocused();
  await givePhone(page, '12');
  await expect(phone).toHaveAccessibleDescription(/Такого номера не бывает/);
  await expect(phone).toHaveValue('12');
  await givePhone(page, who.phone);

  await expectSteps(page, 1, 'Код');
  const digits = page.getByLabel('Введите код из SMS, которое придёт на ваш телефон');
  await expect(digits).toBeFocused();
  await digits.fill('12');
  await goOn(page);
  await expect(digits).toHaveAccessibleDescription(/Код состоит из 6 цифр/);
  const right = await code(page, who.phone);
  await digits.fill(right === '000000' ? '000001' : '000000');
  await goOn(page);
  await expect(digits).toHaveAccessibleDescription(/Код не подошёл. Осталось 4 попытки/);
  await expect(page.getByRole('button', { name: 'Отправить код ещё раз' })).toBeDisabled();
  await giveCode(page, who.phone);

  await expectSteps(page, 2, 'О себе');
  await expect(page.getByRole('heading', { name: 'Заполните информацию о себе' })).toBeVisible();
  await goOn(page);
  await expect(page.getByLabel('Фамилия')).toHaveAccessibleDescription('Введите фамилию.');
  await expect(page.getByLabel('Дата рождения')).toHaveAccessibleDescription('Укажите дату рождения.');
  await expect(page.getByText('Выберите пол.')).toBeVisible();
  await expect(page.getByLabel('Отчество')).toHaveAccessibleDescription('Указывать отчество не обязательно');
  await giveAbout(page, who);

  await expect(page.getByText('С сервисом «ЭЖД» можно связать свой учебный профиль:')).toBeVisible();
  await expect(page.getByText('Вход в учебный профиль в VK Мессенджере по VK ID')).toBeVisible();
  await expect(page.getByText('Общение в защищённом от посторонних лиц пространстве')).toBeVisible();
  await expect(page.getByText('Регистрация ВКонтакте не нужна, а если аккаунт уже есть, его никто не увидит')).toBeVisible();
  const about = page.getByRole('link', { name: 'Подробнее о VK ID' });
  const help = await page.context().newPage();
  await help.goto((await about.getAttribute('href'))!);
  await expect(help.getByRole('heading', { name: 'Подробнее о VK ID' })).toBeVisible();
  await help.close();
  const given = page.locator('section', { has: page.getByText('Информация о себе') });
  await expect(given).toContainText('Информация о себе');
  await expect(given).toContainText(who.friendly);
  await expect(given).toContainText(who.born.split('-').reverse().join('.'));
  await expect(given).toContainText(who.male ? 'Мужской' : 'Женский');
  await goOn(page);

  await page.waitForURL('**/link');
  await expectSteps(page, 3, 'Учебный профиль');
  await expect(page.getByRole('heading', { name: 'Проверьте, что это вы' })).toBeVisible();
  await expect(page.getByText('Смотрите внимательно имя и телефон')).toBeVisible();
  await expect(page.locator('.compare-card')).toHaveCount(2);
  for (const card of await page.locator('.compare-card').all()) await expect(card).toContainText(who.family);
  await page.getByRole('link', { name: 'Создать учебный профиль' }).click();

  await expect(page.getByRole('heading', { name: 'Создать учебный профиль' })).toBeVisible();
  await expect(page.getByLabel('Фамилия')).toHaveValue(who.family);
  await expect(page.getByLabel('Имя', { exact: true })).toHaveValue(who.given);
  await goOn(page);

  await expect(page.getByRole('heading', { name: 'Готово. Учебный профиль привязан' })).toBeVisible();
  await expect(page.getByText('Вы связали учётную запись электронного журнала с учебным профилем Сферум')).toBeVisible();
  await expectSteps(page, 5);
  await expect(opened(page)).toHaveText(['4А класс', '4А класс Родители', 'Учительская'], { useInnerText: true });
  await expect(page.getByText('Никому не передавайте свои регистрационные данные')).toBeVisible();
  await page.getByRole('link', { name: 'VK Мессенджер' }).click();
  await expect(entry(page, '4А класс')).toBeVisible();
  await expect(entry(page, '4А класс Родители')).toBeVisible();
  await expect(entry(page, 'Учительская')).toBeVisible();
});

test('ID-64 ID-65 ID-67 RC-06 RC-11: pupil and parent link, and appear at the teacher without a reload', async ({ person, people }) => {
  const teacher = await person('teacher');
  await linkAs(teacher, people.get('teacher'));
  await open(teacher, '/chat-management');
  const row = (name: string) => teacher.locator('.data-row').filter({ has: teacher.getByText(name, { exact: true }) });
  await expect(row('4А класс')).toContainText(/1 из \d+ подключился/);
  const messenger = await teacher.context().newPage();
  await open(messenger, '/messenger');
  await entry(messenger, '4А класс').click();
  await messenger.getByRole('button', { name: 'Участники' }).click();
  const panel = messenger.getByRole('region', { name: 'Участники' });
  await expect(panel).toContainText('классный руководитель');
  const pupils = panel.getByRole('heading', { name: 'Ученики', exact: true });
  await expect(pupils).toHaveCount(0);

  const pupil = await person('pupil');
  await linkAs(pupil, people.get('pupil'));
  await expect(opened(pupil)).toHaveText(['4А класс'], { useInnerText: true });
  await expect(pupils).toBeVisible();
  await expect(panel.locator('h3:has-text("Ученики") + ul')).toContainText(people.get('pupil').fullName);
  await expect(row('4А класс')).toContainText(/2 из \d+ подключились/);

  const parent = await person('parent');
  await linkAs(parent, people.get('parent'));
  await expect(opened(parent)).toHaveText(['4А класс Родители', /^7. класс Родители$/], { useInnerText: true });
  await expect(row('4А класс Родители')).toContainText(/2 из \d+ подключились/);

  // Nobody sees anybody else's chats.
  await open(pupil, '/messenger');
  await expect(pupil.locator('a.chat-item')).toHaveCount(1);
  await open(parent, '/messenger');
  await expect(parent.locator('a.chat-item')).toHaveCount(2);
  await expect(entry(parent, '4А класс')).toHaveCount(0);
});

test('ID-45: who has linked is shown the present link, not an error', { tag: '@once' }, async ({ person, people }) => {
  const page = await person('pupil');
  await linkAs(page, people.get('pupil'));
  // The page of success is shown once; coming back finds the link.
  const menu = page.locator('details.person-menu');
  await open(page, '/chats');
  await expect(page.getByText('Учебный профиль привязан').first()).toBeAttached();
  await page.goto('/link');
  await page.goto('/link');
  await expect(page.getByRole('heading', { name: /Учебный профиль (уже )?привязан/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Привязать учебный профиль VK ID' })).toHaveCount(0);
  await expect(menu).toHaveCount(0);
});

test('ID-23 ID-49: linking again skips what exists', { tag: '@once' }, async ({ person, people }) => {
  const who = people.get('pupil');
  const first = await person('pupil');
  await linkAs(first, who);
  await open(first, '/chats');
  await first.getByRole('button', { name: 'Отменить привязку профиля' }).click();
  await first.getByRole('dialog').getByRole('button', { name: 'Отменить привязку', exact: true }).click();
  await expect(first.getByRole('heading', { name: 'Ваши чаты уже готовы' })).toBeVisible();

  // On another device: phone and code, and nothing that was filled in before.
  const page = await person('pupil');
  await begin(page);
  await vkIdAgain(page, who);
  await expect(page.getByText('Учебный профиль найден, создавать его заново не нужно.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Создать учебный профиль' })).toHaveCount(0);
  await goOn(page);
  await expect(page.getByRole('heading', { name: 'Готово. Учебный профиль привязан' })).toBeVisible();
  await expect(opened(page)).toHaveText(['4А класс'], { useInnerText: true });
});

test('ID-27: who set a password for VK ID may enter it instead of the code', { tag: '@once' }, async ({ person, people }) => {
  const who = people.get('pupil');
  const first = await person('pupil');
  await begin(first);
  await givePhone(first, who.phone);
  await giveCode(first, who.phone);
  await first.getByLabel('Пароль для следующих входов').fill('снегири на ветке');
  await giveAbout(first, who);
  await goOn(first);
  await first.waitForURL('**/link');

  const page = await person('pupil');
  await begin(page);
  await givePhone(page, who.phone);
  await page.getByRole('link', { name: 'Войти по паролю VK ID' }).click();
  await page.getByLabel('Введите свой пароль').fill('синицы на ветке');
  await goOn(page);
  await expect(page.getByLabel('Введите свой пароль')).toHaveAccessibleDescription(/Пароль не подошёл/);
  await page.getByLabel('Введите свой пароль').fill('снегири на ветке');
  await goOn(page);
  const consent = page.getByText('Регистрация ВКонтакте не нужна');
  const review = page.getByRole('heading', { name: 'Проверьте, что это вы' });
  await expect(consent.or(review)).toBeVisible();
  if (await consent.isVisible()) await goOn(page);
  await expect(review).toBeVisible();
});

test('ID-22: who changes the mind in VK ID comes back with nothing changed', { tag: '@once' }, async ({ person, people }) => {
  const page = await person('teacher2');
  await begin(page);
  await givePhone(page, people.get('teacher2').phone);
  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(page.getByText('Если вы передумали, ничего не изменилось')).toBeVisible();
  await page.getByRole('button', { name: 'Попробовать ещё раз' }).click();
  await vkId(page, people.get('teacher2'));
  await expect(page.getByRole('heading', { name: 'Проверьте, что это вы' })).toBeVisible();
});

test('ID-22 ID-37 ID-46: all of it works without JavaScript', { tag: '@once' }, async ({ person, people }) => {
  const page = await person('teacher2', { javaScriptEnabled: false });
  await linkAs(page, people.get('teacher2'));
  await expect(opened(page).filter({ hasText: 'Учительская' })).toBeVisible();
  await page.goto('/messenger');
  await expect(entry(page, 'Учительская')).toBeVisible();
});
