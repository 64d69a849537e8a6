// «Управление чатами»: the chats of the own load, and adding one.
import { expect, test } from '../support/test';
import { entry, open, openChat, openMenu } from '../support/steps';
import type { Page } from '@playwright/test';

test.use({ school: 'linked' });

const row = (page: Page, name: string) =>
  page.locator('.data-row').filter({ has: page.getByText(name, { exact: true }) });

/** «Добавить» in the head opens the sheet. */
async function openSheet(page: Page) {
  await page.locator('main').getByRole('button', { name: 'Добавить' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Новый чат' });
  await expect(sheet).toBeVisible();
  return sheet;
}

test('CM-01 RC-04 RC-09 RC-10: the chats of the own load, with who has joined', async ({ person }) => {
  const page = await person('teacher');
  await open(page, '/schedule');
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: /^Управление/ }).click();
  await expect(page.getByRole('heading', { name: 'Управление чатами' })).toBeVisible();
  await expect(row(page, '4А класс')).toContainText(/3 из \d+ подключились/);
  await expect(row(page, '4А класс')).toContainText('Класс');
  await expect(row(page, '4А класс Родители')).toContainText(/2 из \d+ подключились/);
  await expect(row(page, 'Учительская')).toContainText(/2 из \d+ подключились/);
  await expect(row(page, 'Учительская')).toContainText('Коллеги');
  // There is no way to add a member by hand (RC-07).
  await expect(page.getByRole('button', { name: /пригласить|добавить участник/i })).toHaveCount(0);
  await row(page, '4А класс').getByRole('link', { name: 'Открыть чат «4А класс»' }).click();
  await expect(page.locator('#chat-title')).toHaveText('4А класс');
});

test('CM-02..09 RC-05: a subject chat appears at once at those who study it, and at nobody else', async ({ person, people, watch }) => {
  // Whoever does not study it finds no chat at its address.
  watch.allow(/status of 404/);
  const pupil = await person('pupil');
  await open(pupil, '/messenger');
  await expect(entry(pupil, '4А класс')).toBeVisible();
  const other = await person('pupil2');
  await open(other, '/messenger');
  await expect(entry(other, '4А класс')).toBeVisible();

  const teacher = await person('teacher2');
  await open(teacher, '/chat-management');
  const sheet = await openSheet(teacher);
  await expect(sheet.getByLabel('Тип чата')).toBeFocused();
  await sheet.getByLabel('Тип чата').selectOption('Предметы');
  await sheet.getByLabel('Класс').selectOption('4А');
  // Only what one teaches there.
  await expect(sheet.getByLabel('Предмет', { exact: true }).locator('option')).toHaveText([/^Английский язык/]);
  await sheet.getByLabel('Предмет', { exact: true }).selectOption({ index: 0 });
  const preview = sheet.locator('.preview');
  await expect(preview).toContainText(/\d+ (ученик|ученика|учеников), подключился 1/);
  const name = (await preview.locator('.entity-name').innerText()).trim();
  expect(name).toMatch(/4А.*Английский язык|Английский язык.*4А/);
  await sheet.getByRole('button', { name: 'Добавить' }).click();
  await expect(sheet).toBeHidden();
  await expect(teacher.getByText(`Чат «${name}» создан`)).toBeVisible();

  await expect(entry(pupil, name)).toBeVisible({ timeout: 5_000 });
  await expect(row(teacher, name)).toContainText(/2 из \d+ подключились/);
  await teacher.getByRole('status').getByRole('link', { name: 'Открыть' }).click();
  await expect(teacher.locator('#chat-title')).toHaveText(name);
  await teacher.getByRole('button', { name: 'Участники' }).click();
  const panel = teacher.getByRole('region', { name: 'Участники' });
  await expect(panel).toContainText(people.get('pupil').fullName);
  await expect(panel).toContainText('изучает предмет');
  await expect(panel).toContainText('ведёт предмет');
  await expect(panel).not.toContainText(people.get('pupil2').fullName);

  // The other group's pupil has heard of nothing, and may not open it either.
  await expect(other.locator('a.chat-item')).toHaveCount(1);
  await other.goto(new URL(teacher.url()).pathname);
  await expect(other.getByText('Этот чат для вас закрыт')).toBeVisible();
});

test('CM-05 CM-07: the same chat is made once, and each sees the own load only', { tag: '@once' }, async ({ person }) => {
  const page = await person('teacher');
  await open(page, '/chat-management');
  let sheet = await openSheet(page);
  const classes = sheet.getByLabel('Класс').locator('option');
  expect(await classes.allInnerTexts()).toContain('4А');
  await sheet.getByLabel('Класс').selectOption('4А');
  const subjects = sheet.getByLabel('Предмет', { exact: true });
  const taught = await subjects.locator('option').allInnerTexts();
  expect(taught).toContain('Математика');
  expect(taught.join()).not.toContain('Английский');
  await subjects.selectOption('Математика');
  const name = (await sheet.locator('.preview .entity-name').innerText()).trim();
  await sheet.getByRole('button', { name: 'Добавить' }).click();
  await expect(row(page, name)).toBeVisible();
  sheet = await openSheet(page);
  await sheet.getByLabel('Предмет', { exact: true }).selectOption('Математика');
  await expect(sheet.locator('.preview')).toContainText('Такой чат уже есть');
  await expect(sheet.getByRole('button', { name: 'Добавить' })).toHaveCount(0);
  await expect(sheet.getByRole('link', { name: 'Открыть' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.locator('main').getByRole('button', { name: 'Добавить' }).first()).toBeFocused();
});

test('CM-01: search and the filter by class', { tag: '@once' }, async ({ person }) => {
  const page = await person('teacher');
  await open(page, '/chat-management');
  const search = page.getByLabel('Поиск');
  await expect(row(page, 'Учительская')).toBeVisible();
  if (await search.isVisible()) {
    await search.fill('родит');
    await expect(page.locator('.data-row')).toHaveCount(1);
    await search.fill('нет такого');
    await expect(page.getByRole('heading', { name: 'Ничего не нашлось' })).toBeVisible();
    await page.getByRole('button', { name: 'Показать все' }).click();
    await expect(row(page, 'Учительская')).toBeVisible();
  }
});

test('CM-01 RC-17: families have no «Управление чатами», and are refused at its address', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/status of 403/, /status of 404/);
  for (const login of ['pupil', 'parent'] as const) {
    const page = await person(login);
    await open(page, '/schedule');
    await expect(page.getByRole('link', { name: /^Управление/ })).toHaveCount(0);
    const answer = await page.goto('/chat-management');
    expect([403, 404]).toContain(answer!.status());
    await expect(page.getByText(/не для вас|нет права/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Добавить' })).toHaveCount(0);
  }
});

test('CM-09 ID-17: «VK Мессенджер» leads to the messenger, and back', async ({ person, people }) => {
  const page = await person('teacher');
  await open(page, '/chats');
  await page.getByRole('link', { name: 'VK Мессенджер' }).click();
  await expect(page).toHaveURL(/\/messenger$/);
  await expect(page.getByRole('heading', { name: 'Чаты', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'В электронный журнал' }).click();
  await expect(page).toHaveURL(/\/schedule/);
  const menu = await openMenu(page, people.get('teacher'));
  await menu.getByRole('link', { name: 'Учебный профиль привязан' }).click();
  await expect(page).toHaveURL(/\/chats$/);
  await openChat(page, 'Учительская');
});

test('CM-05 ID-67: who has not linked may add, and is told to link first', { tag: '@once' }, async ({ person }) => {
  const page = await person('teacher-parent');
  await open(page, '/chat-management');
  await expect(page.getByText('Открывать чаты можно после привязки учебного профиля')).toBeVisible();
  const sheet = await openSheet(page);
  await expect(sheet).toContainText('Вы попадёте в чат, когда привяжете учебный профиль.');
  await sheet.getByRole('button', { name: 'Отмена' }).click();
  await expect(sheet).toBeHidden();
});
