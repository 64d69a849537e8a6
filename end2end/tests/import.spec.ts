// «Импорт»: files are dropped, what they would change is shown, applied at once, and taken back.
import { expect, test as base } from '../support/test';
import { expectAccessible } from '../support/axe';
import { Roster } from '../support/roster';
import { entry, open } from '../support/steps';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

const test = base.extend<{ roster: Roster }>({
  roster: async ({ server }, use) => {
    const roster = new Roster(server.data);
    await use(roster);
    roster.remove();
  },
});

test.use({ school: 'linked' });

/** Chooses files on «Импорт» and waits for what the server says of them. */
async function upload(page: Page, files: string[], heading: string | RegExp): Promise<void> {
  await open(page, '/school/import');
  await page.locator('#files').setInputFiles(files);
  await page.waitForURL(/\/school\/import\/\d+$/, { timeout: 30_000 });
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible({ timeout: 30_000 });
}

/** A figure of the preview. */
const figure = (page: Page, label: string) =>
  page.getByRole('list', { name: 'Изменения в числах' }).getByRole('listitem').filter({ hasText: label });

test('RC-23 RC-25: a move, a leaver and a newcomer are previewed, applied at once and live', async ({
  person,
  people,
  roster,
  watch,
}) => {
  // Whoever has left is signed out, and the window says so.
  watch.allow(/status of 40[134]/);
  const moved = people.get('pupil');
  const gone = people.get('pupil2');
  const pupil = await person('pupil');
  await open(pupil, '/messenger');
  await expect(entry(pupil, '4А класс')).toBeVisible();
  const leaver = await person('pupil2');
  await open(leaver, '/messenger');

  const admin = await person('admin');
  await open(admin, '/school');
  await admin.getByRole('navigation', { name: 'Разделы школы' }).getByRole('link', { name: 'Импорт' }).click();
  await expect(admin.getByRole('heading', { name: 'Импорт', level: 1 })).toBeVisible();
  roster.move('pupil').appear('Новиков', 'Пётр').leave('pupil2');
  await upload(admin, roster.paths(), 'Что изменится');

  await expect(figure(admin, 'появятся')).toContainText('1');
  await expect(figure(admin, 'уйдут')).toContainText('1');
  await expect(figure(admin, 'перейдут в другой класс')).toContainText('1');
  await expect(figure(admin, 'потеряют доступ')).toContainText('1');
  // Who loses access is open to see at once; the rest opens.
  await expect(admin.locator('#loses')).toContainText(gone.fullName);
  const list = (title: string) => admin.locator('details.diff').filter({ has: admin.getByRole('heading', { name: title }) });
  await expect(list('Появятся').locator('li').first()).toBeHidden();
  await figure(admin, 'появятся').getByRole('link').click();
  await expect(list('Появятся')).toContainText('Новиков Пётр');
  await list('Перейдут в другой класс').locator('summary').click();
  await expect(list('Перейдут в другой класс')).toContainText(moved.fullName);
  await expect(list('Перейдут в другой класс')).toContainText('4А → 4Б');
  await list('Изменится состав чатов').locator('summary').click();
  await expect(list('Изменится состав чатов').locator('li').filter({ hasText: moved.fullName }).filter({ hasText: '4Б класс' })).toContainText('вступит');
  await expect(list('Изменится состав чатов').locator('li').filter({ hasText: moved.fullName }).first()).toBeVisible();
  await expectAccessible(admin, watch);

  // Nothing has changed before «Применить».
  await expect(entry(pupil, '4А класс')).toBeVisible();
  await admin.getByRole('button', { name: 'Применить', exact: true }).click();
  await expect(admin.getByRole('heading', { name: 'Готово, изменения применены' })).toBeVisible({ timeout: 30_000 });
  await expect(entry(pupil, '4Б класс')).toBeVisible({ timeout: 5_000 });
  await expect(entry(pupil, '4А класс')).toHaveCount(0);
  await leaver.waitForURL('**/sign-in**');
  await expect(admin.getByRole('link', { name: /Первые пароли/ })).toHaveAttribute('href', '/school/passwords');
  await expectAccessible(admin, watch);

  // The history says who, when, what.
  await admin.getByRole('link', { name: /История импорта/ }).click();
  const past = admin.locator('.import-past').first();
  await expect(past).toContainText(people.get('admin').fullName);
  await expect(past).toContainText('сегодня');
  await expect(past).toContainText('появился 1 человек, ушёл 1 человек, 1 перевод в другой класс');
  await expect(past).toContainText('9 CSV');

  // The same files again change nothing.
  await upload(admin, [roster.zip(), roster.timetable()], 'Изменений нет');
  await expect(admin.getByRole('button', { name: 'Применить', exact: true })).toHaveCount(0);
  await admin.getByRole('button', { name: 'Убрать файлы' }).click();
  await expect(admin.getByRole('heading', { name: 'Не закончено' })).toHaveCount(0);
});

test('RC-25: an import is undone, in open windows too, and only while nothing rests on it', async ({ person, people, roster }) => {
  const pupil = await person('pupil');
  await open(pupil, '/messenger');
  const admin = await person('admin');
  await upload(admin, roster.move('pupil').paths(), 'Что изменится');
  await admin.getByRole('button', { name: 'Применить', exact: true }).click();
  await expect(admin.getByRole('heading', { name: 'Готово, изменения применены' })).toBeVisible({ timeout: 30_000 });
  await expect(entry(pupil, '4Б класс')).toBeVisible();
  await open(admin, '/school/import');
  await admin.getByRole('link', { name: /Отменить импорт/ }).first().click();
  await expect(admin.getByRole('heading', { name: 'Отменить импорт?' })).toBeVisible();
  await admin.getByRole('button', { name: 'Отменить импорт' }).click();
  await expect(admin.getByText('Импорт отменён')).toBeVisible();
  await expect(entry(pupil, '4А класс')).toBeVisible();
  await expect(entry(pupil, '4Б класс')).toHaveCount(0);
  const past = admin.locator('.import-past').first();
  await expect(past).toContainText(`Отменён: ${people.get('admin').fullName}`);
  await expect(past.getByRole('link', { name: /Отменить импорт/ })).toHaveCount(0);
});

test('RC-23: files with faults are refused with every one of them, as a table and as CSV', async ({ person, roster, watch }) => {
  const admin = await person('admin');
  roster.spoil('users.csv', 'pupil', 'enabledUser', 'может быть').spoil('demographics.csv', 'pupil2', 'birthDate', '=1+1');
  await upload(admin, roster.paths(), 'В файлах есть ошибки');
  const rows = admin.getByRole('table').locator('.fault-row');
  await expect(rows).toHaveCount(2);
  const user = rows.filter({ hasText: 'users.csv' });
  await expect(user).toContainText('enabledUser');
  await expect(user).toContainText('может быть');
  await expect(user).toContainText(/\d+/);
  await expect(rows.filter({ hasText: 'demographics.csv' })).toContainText('ГГГГ-ММ-ДД');
  await expect(admin.getByRole('button', { name: 'Применить', exact: true })).toHaveCount(0);
  await expectAccessible(admin, watch);
  const wide = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  const [file] = await Promise.all([
    admin.waitForEvent('download'),
    admin.getByRole('link', { name: 'Скачать CSV' }).click(),
  ]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFF"Файл";"Строка";"Столбец";"Значение";"Что не так"')).toBe(true);
  expect(text).toContain('"demographics.csv"');
  // A spreadsheet computes nothing.
  expect(text).toContain(`"'=1+1"`);
  await admin.getByRole('link', { name: 'Загрузить другие файлы' }).click();
  await expect(admin.getByRole('heading', { name: 'Не закончено' })).toBeVisible();
});

test('RC-23: it works without JavaScript, with the keyboard, and for nobody but the administrator', { tag: '@once' }, async ({
  visitor,
  person,
  people,
  roster,
  watch,
}) => {
  // Without the script nobody uses what was loaded for it.
  watch.allow(/status of 403/);
  const teacher = await person('teacher');
  await teacher.goto('/school/import');
  await expect(teacher.getByText('У вас нет права на это действие.')).toBeVisible();

  const page = await visitor({ javaScriptEnabled: false });
  const admin = people.get('admin');
  await page.goto('/sign-in');
  await page.getByLabel('Логин').fill(admin.login);
  await page.getByLabel('Пароль', { exact: true }).fill(admin.password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.goto('/school/import');
  await page.locator('#files').setInputFiles([roster.move('pupil').zip()]);
  await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  await page.waitForURL(/\/school\/import\/\d+$/);
  const heading = page.getByRole('heading', { level: 1, name: 'Что изменится' });
  await expect(async () => {
    if (!(await heading.isVisible())) await page.getByRole('link', { name: 'Обновить' }).click();
    await expect(heading).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('button', { name: 'Не применять' }).click();
  await page.waitForURL('**/school/import');
  // A file of another kind is refused in words.
  await page.locator('#files').setInputFiles([{ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') }]);
  await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Здесь нет ни данных школы, ни расписания.');

  const keys = await person('admin');
  await upload(keys, roster.paths(), 'Что изменится');
  const apply = keys.getByRole('button', { name: 'Применить', exact: true });
  for (let at = 0; at < 60 && !(await apply.evaluate((button) => button === document.activeElement)); at += 1) {
    await keys.keyboard.press('Tab');
  }
  await keys.keyboard.press('Enter');
  await expect(keys.getByRole('heading', { name: 'Готово, изменения применены' })).toBeVisible({ timeout: 30_000 });
});

test('RC-23: an import that is out of date is not applied, and says so', { tag: '@once' }, async ({ person, roster }) => {
  const admin = await person('admin');
  await upload(admin, roster.move('pupil').paths(), 'Что изменится');
  const second = await admin.context().newPage();
  await upload(second, roster.leave('pupil2').paths(), 'Что изменится');
  await second.getByRole('button', { name: 'Применить', exact: true }).click();
  await expect(second.getByRole('heading', { name: 'Готово, изменения применены' })).toBeVisible({ timeout: 30_000 });
  await admin.getByRole('button', { name: 'Применить', exact: true }).click();
  await expect(admin.getByText('Данные изменились, пока вы смотрели')).toBeVisible({ timeout: 30_000 });
  // The first package still has the pupil whom the second let go.
  await expect(figure(admin, 'появятся')).toContainText('1');
});

test('RC-23: the page of imports looks right and is accessible', async ({ person, watch }) => {
  const admin = await person('admin');
  await open(admin, '/school/import');
  await expect(admin.getByText('Всего до 200 МБ', { exact: false })).toBeVisible();
  await expectAccessible(admin, watch);
  const wide = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
