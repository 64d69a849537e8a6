// The door: `/sign-in`.
import { expect, test } from '../support/test';
import { signIn } from '../support/steps';
import type { Page } from '@playwright/test';

/** The page's script has taken over: only then can a password be shown. */
async function ready(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Показать' })).toBeVisible();
}

const organisation = (page: Page) => page.locator('#org');

test('ID-01 ID-02 ID-05 ID-06 ID-07 ID-08 ID-09: the door says all its words', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await expect(page).toHaveTitle(/Вход в систему/);
  await expect(page.getByRole('heading', { name: 'Вход в систему' })).toBeVisible();
  await expect(page.getByText('Единая цифровая образовательная среда').first()).toBeAttached();
  await expect(page.getByText('Вход через логин и пароль')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Организация' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Орган управления' })).not.toBeChecked();
  await expect(page.getByLabel('Выберите организацию').first()).toBeVisible();
  await expect(page.getByLabel('Логин')).toBeVisible();
  await expect(page.getByLabel('Пароль', { exact: true })).toHaveAttribute('type', 'password');
  await expect(page.getByRole('checkbox', { name: 'Остаться в системе' })).not.toBeChecked();
  await expect(page.getByRole('button', { name: 'Войти', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Забыли пароль?' }).click();
  await expect(page.getByRole('heading', { name: 'Забыли пароль?' })).toBeVisible();
  await page.getByRole('link', { name: 'Вернуться ко входу' }).click();
  await expect(page.getByRole('heading', { name: 'Вход в систему' })).toBeVisible();
});

test('ID-05: in the demonstration a press on a name fills the form', { tag: '@once' }, async ({ visitor, people }) => {
  const page = await visitor();
  await ready(page);
  const panel = page.getByRole('complementary', { name: 'Демонстрационная школа' });
  await expect(panel.getByRole('button')).toHaveCount(people.all().length);
  for (const who of [people.get('authority'), people.get('parent')]) {
    const button = panel.getByRole('button').filter({ has: page.getByText(who.login, { exact: true }) });
    await expect(button).toContainText(who.fullName);
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByLabel('Логин')).toHaveValue(who.login);
    await expect(page.getByLabel('Пароль', { exact: true })).toHaveValue(who.password);
    await expect(organisation(page)).not.toHaveValue('');
    const tab = who.authority ? 'Орган управления' : 'Организация';
    await expect(page.getByRole('radio', { name: tab })).toBeChecked();
  }
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.waitForURL('**/schedule');
  await expect(page.locator('summary.topbar-person')).toContainText(people.get('parent').fullName);
});

test('ID-05: a wrong password is said, everything else is kept', async ({ visitor, people }) => {
  const page = await visitor();
  await ready(page);
  const school = await organisation(page).inputValue();
  await page.getByLabel('Логин').fill(people.get('teacher').login);
  await page.getByLabel('Пароль', { exact: true }).fill('не тот');
  await page.getByLabel('Остаться в системе').check();
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Неверный логин или пароль');
  const password = page.getByLabel('Пароль', { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveValue('');
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toHaveAccessibleDescription(/Неверный логин или пароль/);
  await expect(page.getByLabel('Логин')).toHaveValue(people.get('teacher').login);
  await expect(page.getByLabel('Логин')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Остаться в системе')).toBeChecked();
  await expect(organisation(page)).toHaveValue(school);
  await password.fill(people.get('teacher').password);
  await expect(password).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.waitForURL('**/schedule');
});

test('ID-05: unknown and wrong get the same words, and soon a pause', { tag: '@once' }, async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await expect(async () => {
    await page.getByLabel('Логин').fill('nobody');
    await page.getByLabel('Пароль', { exact: true }).fill('x');
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(/Неверный логин или пароль|Слишком много попыток/);
    await expect(page.getByRole('alert')).toContainText('Слишком много попыток', { timeout: 1 });
  }).toPass({ timeout: 100_000, intervals: [0] });
  await expect(page.getByLabel('Логин')).toHaveValue('nobody');
});

test('ID-05: an empty field is marked and gets the focus', { tag: '@once' }, async ({ visitor }) => {
  const page = await visitor();
  await ready(page);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  const login = page.getByLabel('Логин');
  await expect(login).toBeFocused();
  await expect(login).toHaveAccessibleDescription('Заполните это поле.');
  await login.fill('teacher');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByLabel('Пароль', { exact: true })).toHaveAccessibleDescription('Заполните это поле.');
  await expect(login).toHaveValue('teacher');
});

test('ID-07: the organisation is found while typing, by keyboard', async ({ visitor }) => {
  const page = await visitor();
  await ready(page);
  const field = page.getByRole('combobox', { name: 'Выберите организацию' });
  const name = await field.inputValue();
  expect(name).not.toBe('');
  await field.fill('такой нет');
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('Ничего не нашлось. Проверьте номер или название.').first()).toBeVisible();
  await field.fill('7');
  const option = page.getByRole('option', { name });
  await expect(option).toBeVisible();
  await expect(option.locator('mark')).toHaveText('7');
  await field.press('ArrowDown');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id'))!);
  await field.press('Enter');
  await expect(field).toHaveValue(name);
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await field.fill('нигде');
  await field.press('Escape');
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await page.getByLabel('Логин').fill('teacher');
  await page.getByLabel('Пароль', { exact: true }).fill('zvonok');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByLabel('Выберите организацию').first()).toHaveAccessibleDescription('Выберите организацию из списка.');
  await expect(page.getByLabel('Выберите организацию').first()).toHaveValue('нигде');
});

test('ID-06: «Орган управления» has its own list and lets its people in', { tag: '@once' }, async ({ visitor, people }) => {
  const page = await visitor();
  await ready(page);
  const school = await organisation(page).inputValue();
  await page.getByText('Орган управления', { exact: true }).click();
  const field = page.getByRole('combobox', { name: 'Выберите орган управления' });
  await expect(field).toBeVisible();
  await expect(field).not.toHaveValue(school);
  const who = people.get('authority');
  await page.getByLabel('Логин').fill(who.login);
  await page.getByLabel('Пароль', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.locator('summary.topbar-person')).toContainText(who.fullName);
  await page.goto('/chats');
  await expect(page.getByRole('heading', { name: 'У вашей роли нет чатов' })).toBeVisible();
});

test('ID-05 ID-06: the door works without JavaScript, a refusal keeps the input', { tag: '@once' }, async ({ visitor, people }) => {
  const page = await visitor({ javaScriptEnabled: false });
  const who = people.get('authority');
  await page.goto('/sign-in');
  await page.getByText('Орган управления', { exact: true }).click();
  const authority = await page.locator('#org-names option').last().getAttribute('value');
  await organisation(page).fill(authority!);
  await page.getByLabel('Логин').fill(who.login);
  await page.getByLabel('Остаться в системе').check();
  await page.getByLabel('Пароль', { exact: true }).fill('не тот');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Неверный логин или пароль');
  await expect(page.getByRole('radio', { name: 'Орган управления' })).toBeChecked();
  await expect(organisation(page)).toHaveValue(authority!);
  await expect(page.getByLabel('Логин')).toHaveValue(who.login);
  await expect(page.getByLabel('Остаться в системе')).toBeChecked();
  await expect(page.getByLabel('Пароль', { exact: true })).toBeFocused();
  await page.getByLabel('Пароль', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.locator('summary.topbar-person')).toContainText(who.fullName);
});

test('ID-05: a teacher signs in without JavaScript and sees the journal', { tag: '@once' }, async ({ visitor, people }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await signIn(page, people.get('teacher'));
  await expect(page.getByRole('heading', { name: 'Расписание', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Управление/ })).toBeVisible();
  await page.locator('summary.topbar-person').click();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.goto('/chats');
  await expect(page.getByRole('heading', { name: 'Вход в систему' })).toBeVisible();
});

test('ID-08: «Остаться в системе» outlives the browser, otherwise it ends with it', { tag: '@once' }, async ({ visitor, people }) => {
  const session = async (page: Page) =>
    (await page.context().cookies()).find((cookie) => cookie.name === 'zv')!;
  const short = await visitor();
  await signIn(short, people.get('pupil'));
  expect(await session(short)).toMatchObject({ expires: -1, httpOnly: true, sameSite: 'Lax' });
  const long = await visitor();
  await long.goto('/sign-in');
  await long.getByLabel('Логин').fill(people.get('pupil').login);
  await long.getByLabel('Пароль', { exact: true }).fill(people.get('pupil').password);
  await long.getByLabel('Остаться в системе').check();
  await long.getByRole('button', { name: 'Войти', exact: true }).click();
  await long.waitForURL('**/schedule');
  expect((await session(long)).expires).toBeGreaterThan(Date.now() / 1000 + 86_400);
});

test('ID-05: who was on the way somewhere gets there after signing in', { tag: '@once' }, async ({ visitor, people }) => {
  const page = await visitor();
  await page.goto('/chats');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Логин').fill(people.get('pupil').login);
  await page.getByLabel('Пароль', { exact: true }).fill(people.get('pupil').password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.waitForURL('**/chats');
  await expect(page.getByRole('heading', { name: 'Чаты', level: 1 })).toBeVisible();
});
