// «Журнал событий» and the overview of the school, for its administrator.
import { readFileSync } from 'node:fs';
import { expectAccessible } from '../support/axe';
import { expect, test } from '../support/test';
import { linkAs, open, signIn } from '../support/steps';
import type { Page } from '@playwright/test';

const rows = (page: Page) => page.locator('.log-entry');

/** The administrator's log after a wrong password and two sign-ins. */
async function fill(person: (login: 'admin' | 'pupil') => Promise<Page>, visitor: () => Promise<Page>, teacher: { login: string }) {
  const stranger = await visitor();
  await stranger.goto('/sign-in');
  await stranger.getByLabel('Логин').fill(teacher.login);
  await stranger.getByLabel('Пароль', { exact: true }).fill('не тот');
  await stranger.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(stranger.getByRole('alert')).toBeVisible();
  await person('pupil');
  const page = await person('admin');
  await open(page, '/school/log');
  return page;
}

test('SU-16: the log tells who did what, newest first, and more of it on demand', async ({ person, visitor, people, watch }) => {
  const page = await fill(person, visitor, people.get('teacher'));
  // The oldest three are what the school came with: two imports, and the rights of its administrator.
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page).nth(5)).toContainText('zvonok import');
  await expect(rows(page).nth(0)).toContainText('Вход в систему');
  await expect(rows(page).nth(0)).toContainText(people.get('admin').fullName);
  await expect(rows(page).nth(1)).toContainText(people.get('pupil').fullName);
  await expect(rows(page).nth(2)).toContainText('Неудачный вход');
  await expect(rows(page).nth(2)).toContainText(people.get('teacher').fullName);
  await expect(page.getByText('Журнал цел: 6 записей')).toBeVisible();

  const fact = rows(page).nth(2).getByText('Неудачных попыток подряд');
  await expect(fact).toBeHidden();
  await rows(page).nth(2).locator('summary').press('Enter');
  await expect(fact).toBeVisible();
  await expectAccessible(page, watch);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);

  await rows(page).nth(2).getByRole('link', { name: /^Все события: / }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText(`События человека: ${people.get('teacher').fullName}`)).toBeVisible();
  await page.getByRole('link', { name: 'Показать все' }).click();
  await expect(rows(page)).toHaveCount(6);
});

test('SU-16: the log is searched as one types, and the search is in the address', async ({ person, visitor, people }) => {
  const page = await fill(person, visitor, people.get('teacher'));
  const pupil = people.get('pupil');
  const who = page.getByLabel('Кто');
  await who.fill(pupil.family.toLowerCase());
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(pupil.fullName);
  expect(new URL(page.url()).searchParams.get('q')).toBe(pupil.family.toLowerCase());
  await expect(who).toBeFocused();
  await who.fill('');
  await expect(rows(page)).toHaveCount(6);
  await page.getByLabel('Событие').selectOption('Неудачный вход');
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/action=sign_in_refused/);
  await page.getByLabel('Событие').selectOption('Привязки: все');
  await expect(page.getByRole('heading', { name: 'Ничего не нашлось' })).toBeVisible();
  await page.getByRole('link', { name: 'Показать все' }).click();
  await expect(rows(page)).toHaveCount(6);
  await expect(page.getByLabel('Событие')).toHaveValue('');
  await page.getByLabel('С какого дня').fill('2020-01-01');
  await page.getByLabel('По какой день').fill('2020-01-31');
  await expect(rows(page)).toHaveCount(0);
  // The address alone brings it back.
  await page.goto('/school/log?action=signed_in');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByLabel('Событие')).toHaveValue('signed_in');
});

test('SU-16: without JavaScript the log is searched, opened, checked and taken along', { tag: '@once' }, async ({ visitor, people }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await signIn(page, people.get('admin'));
  await page.goto('/school/log');
  await expect(rows(page)).toHaveCount(4);
  await rows(page).first().locator('summary').click();
  await expect(rows(page).first().getByText('Устройство')).toBeVisible();
  await page.getByLabel('Кто').fill('никого такого');
  await page.getByRole('button', { name: 'Найти' }).click();
  await expect(page.getByRole('heading', { name: 'Ничего не нашлось' })).toBeVisible();
  await expect(page.getByLabel('Кто')).toHaveValue('никого такого');
  await page.getByRole('link', { name: 'Показать все' }).click();
  await page.getByRole('button', { name: 'Проверить целиком' }).click();
  await expect(page).toHaveURL(/\/school\/log$/);
  await expect(page.getByText('Журнал цел: 4 записи')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Скачать для проверки' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  expect(lines.map((line) => line.action)).toEqual(['imported', 'role_changed', 'imported', 'signed_in', 'log_exported']);
  expect(lines[4].before).toBe(lines[3].hash);
});

test('SU-16: the log for Excel holds what was looked for, and its export is noted', { tag: '@once' }, async ({ person, visitor, people }) => {
  const page = await fill(person, visitor, people.get('teacher'));
  await page.getByLabel('Событие').selectOption('Неудачный вход');
  await expect(rows(page)).toHaveCount(1);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Скачать для Excel' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^zvonok-log-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFF"Номер";"Время";')).toBe(true);
  const lines = text.trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`"${people.get('teacher').fullName}";"Неудачный вход"`);
  await page.goto('/school/log');
  await expect(rows(page).first()).toContainText('Выгрузка журнала');
});

test('SU-16: links and their ends are noted', { tag: '@once' }, async ({ person, people }) => {
  const teacher = await person('teacher');
  await linkAs(teacher, people.get('teacher'));
  const page = await person('admin');
  await open(page, '/school/log?action=links');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Привязка учебного профиля');
  await expect(rows(page)).toContainText(people.get('teacher').fullName);
});

test('SU-16: the overview shows the school in figures and what to do next', async ({ person, watch }) => {
  const page = await person('admin');
  await open(page, '/school');
  const next = page.getByRole('region', { name: 'Что сделать дальше' });
  await expect(next.getByRole('link', { name: /Выдайте первые пароли/ })).toHaveAttribute('href', '/school/passwords');
  await expect(next.getByRole('link', { name: /Помогите людям привязать/ })).toHaveAttribute('href', '/school/linking');
  await expect(page.getByRole('region', { name: 'Люди и привязки' })).toContainText(/Ученики0 из \d+/);
  await expect(page.getByRole('region', { name: 'Чаты', exact: true })).toContainText('0 сообщений с понедельника');
  await expect(page.getByRole('region', { name: 'Хранилище' })).toContainText(/База данных[\d,]+ [КМ]Б/);
  await expect(page.getByRole('region', { name: 'Последний импорт' })).toContainText('сегодня в');
  await expectAccessible(page, watch);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

test('SU-16: nobody else is shown the log', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/status of 403/);
  for (const login of ['teacher', 'parent'] as const) {
    const page = await person(login);
    for (const path of ['/school', '/school/log', '/authority', '/authority/log']) {
      const answer = await page.goto(path);
      expect(answer!.status(), path).toBe(403);
      await expect(rows(page)).toHaveCount(0);
    }
  }
});
