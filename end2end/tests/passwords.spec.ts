// First passwords: cards, codes, «Забыли пароль?» (ID-09).
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from '../support/axe';
import { expect, test } from '../support/test';
import { code } from '../support/steps';
import type { Page } from '@playwright/test';

const PASSWORD = 'кот спит на шкафу';
const CODE = /^([2345679BCHKMPTX]{3}-){2}[2345679BCHKMPTX]{3}$/;

interface Slip {
  name: string;
  login: string;
  code: string;
}

/** The cards on the page. */
async function slips(page: Page): Promise<Slip[]> {
  return page.locator('.card-slip').evaluateAll((cards) =>
    cards.map((card) => {
      const [login, code] = [...card.querySelectorAll('dd')].map((one) => one.textContent!);
      return { name: card.querySelector('h2')!.textContent!, login, code };
    }),
  );
}

/** Prints the cards of the pupils of 4А. */
async function printClass(page: Page, what = 'Напечатать карточки учеников, 4А'): Promise<Slip[]> {
  await page.goto('/school/passwords');
  await page.getByRole('button', { name: what }).click();
  await expect(page.getByText('Коды показаны один раз')).toBeVisible();
  return slips(page);
}

/** «Первый вход» with a card. */
async function useCard(page: Page, card: Slip, password = PASSWORD): Promise<void> {
  await page.goto('/first');
  await page.getByLabel('Логин').fill(card.login);
  await page.getByLabel('Одноразовый код').fill(card.code);
  await page.getByLabel('Новый пароль', { exact: true }).fill(password);
  await page.getByLabel('Новый пароль ещё раз').fill(password);
  await page.getByRole('button', { name: 'Задать пароль и войти' }).click();
}

const refused = (page: Page) => expect(page.getByRole('alert')).toContainText('Код не подошёл');

test('ID-09: cards of a class are printed', async ({ person, server, watch }) => {
  const admin = await person('admin');
  await admin.goto('/school');
  await admin.getByRole('navigation', { name: 'Разделы школы' }).getByRole('link', { name: 'Пароли' }).click();
  await expect(admin.getByRole('heading', { name: 'Пароли', level: 1 })).toBeVisible();
  await expect(admin.getByText('Пароли не видит никто')).toBeVisible();
  await expectAccessible(admin, watch);
  const cards = await printClass(admin);
  expect(cards.length).toBeGreaterThan(15);
  for (const card of cards) expect(card.code).toMatch(CODE);
  await expect(admin.locator('.card-slip').first()).toContainText('ученик, 4А');
  await expect(admin.locator('.card-slip').first()).toContainText(`${server.origin}/first`);
  await expectAccessible(admin, watch);
});

test('ID-09: a card opens the journal once', async ({ person, visitor, watch }) => {
  watch.allow(/422 \(Unprocessable Entity\)/);
  const admin = await person('admin');
  const cards = await printClass(admin);
  const page = await visitor();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Первый вход по карточке' }).click();
  await expect(page.getByRole('heading', { name: 'Первый вход' })).toBeVisible();
  await expectAccessible(page, watch);
  const card = cards[3];
  await useCard(page, card, 'кот');
  await expect(page.getByLabel('Новый пароль', { exact: true })).toHaveAccessibleDescription(/Пароль короче 8 знаков/);
  await expect(page.getByLabel('Логин')).toHaveValue(card.login);
  expect(await page.content(), 'what was typed is not written back').not.toContain(card.code);
  await expectAccessible(page, watch);
  await useCard(page, { ...card, code: card.code.toLowerCase().replaceAll('-', ' ') });
  await page.waitForURL('**/schedule');
  await expect(page.locator('summary.topbar-person')).toContainText(card.name);

  const other = await visitor();
  await useCard(other, card, 'другой пароль здесь');
  await refused(other);
  await other.goto('/sign-in');
  await other.getByLabel('Логин').fill(card.login);
  await other.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Войти', exact: true }).click();
  await other.waitForURL('**/schedule');

  // Whoever has a password is not on the next sheet.
  await admin.goto('/school/passwords');
  const again = await printClass(admin);
  expect(again.map((one) => one.login)).not.toContain(card.login);
  expect(again).toHaveLength(cards.length - 1);
});

test('ID-09: a reprint makes the old card void; one card, and nobody can read a password', { tag: '@once' }, async ({
  person,
  visitor,
  server,
  watch,
}) => {
  watch.allow(/422 \(Unprocessable Entity\)/);
  const admin = await person('admin');
  const [first] = await printClass(admin);
  await admin.goto('/school/passwords');
  await admin.getByRole('link', { name: 'По одному, 4А' }).click();
  const row = admin.locator('label').filter({ hasText: first.login });
  await expect(row).toContainText('карточка до');
  await expectAccessible(admin, watch);
  await row.getByRole('checkbox').check();
  await admin.getByRole('button', { name: 'Напечатать отмеченным' }).click();
  await expect(admin.locator('.card-slip')).toHaveCount(1);
  const [second] = await slips(admin);
  expect(second).toMatchObject({ name: first.name, login: first.login });
  expect(second.code).not.toBe(first.code);
  const page = await visitor({ javaScriptEnabled: false });
  await useCard(page, first);
  await refused(page);
  await useCard(page, second);
  await page.waitForURL('**/schedule');
  const seen = [await page.content()];
  for (const path of [`/school/passwords`, `/school/passwords/staff`, '/school', '/profile']) {
    await admin.goto(path);
    seen.push(await admin.content());
  }
  // Open pages would complain of the server's end.
  for (const open of [admin, page]) await open.goto('about:blank');
  await server.kill('SIGTERM');
  const secrets = [PASSWORD, second.code, second.code.replaceAll('-', ''), first.code];
  for (const secret of secrets) {
    for (const text of [...seen, server.log, server.said]) expect(text.includes(secret)).toBe(false);
    for (const file of await readdir(server.data)) {
      if (!file.startsWith('zvonok.sqlite')) continue;
      expect((await readFile(join(server.data, file))).includes(secret), file).toBe(false);
    }
  }
});

test('ID-09: «Забыли пароль?» sends a code to the telephone on file, and says the same to everybody', async ({
  visitor,
  people,
  watch,
}) => {
  watch.allow(/429 \(Too Many Requests\)/, /422 \(Unprocessable Entity\)/);
  const who = people.get('parent');
  const page = await visitor();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Забыли пароль?' }).click();
  await expect(page.getByRole('heading', { name: 'Забыли пароль?' })).toBeVisible();
  await expectAccessible(page, watch);
  const told: string[] = [];
  for (const login of ['nobody', who.login]) {
    await page.goto('/sign-in/forgot');
    await page.getByLabel('Логин').fill(login);
    await page.getByRole('button', { name: 'Прислать код' }).click();
    await page.waitForURL('**/first?*');
    await expect(page.getByLabel('Логин')).toHaveValue(login);
    told.push(await page.getByRole('status').innerText());
  }
  expect(told[0]).toBe(told[1]);
  const outbox = async () => (await page.request.get('/demo/outbox.json')).json();
  await expect.poll(async () => (await outbox()).length).toBe(1);
  expect((await outbox())[0].text).toContain('код для нового пароля');
  await page.getByLabel('Одноразовый код').fill(await code(page, who.phone));
  await page.getByLabel('Новый пароль', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Новый пароль ещё раз').fill(PASSWORD);
  await page.getByRole('button', { name: 'Задать пароль и войти' }).click();
  await page.waitForURL('**/schedule');
  await expect(page.locator('summary.topbar-person')).toContainText(who.fullName);
  // At once again, it has to wait; known or not.
  for (const login of ['nobody', who.login]) {
    await page.goto('/sign-in/forgot');
    await page.getByLabel('Логин').fill(login);
    await page.getByRole('button', { name: 'Прислать код' }).click();
    await expect(page.getByRole('alert')).toContainText('Слишком много попыток');
  }
});

test('ID-09: a new password signs the other devices out', { tag: '@once' }, async ({ person, visitor }) => {
  const admin = await person('admin');
  const pupil = await person('pupil');
  await pupil.goto('/chats');
  await admin.goto('/school/passwords');
  await admin.getByRole('link', { name: 'По одному, 4А' }).click();
  const row = admin.locator('label.password-person').filter({ has: admin.getByText('pupil', { exact: true }) });
  await row.getByRole('checkbox').check();
  await admin.getByRole('button', { name: 'Напечатать отмеченным' }).click();
  const [card] = await slips(admin);
  const page = await visitor();
  await useCard(page, card);
  await page.waitForURL('**/schedule');
  await pupil.goto('/chats');
  await expect(pupil).toHaveURL(/\/sign-in/);
});

test('ID-09: cards are for the administrator alone', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/403 \(Forbidden\)/);
  const teacher = await person('teacher');
  await teacher.goto('/school/passwords');
  await expect(teacher.getByRole('alert')).toContainText('У вас нет права');
  await expect(teacher.getByRole('button', { name: /Карточки|Напечатать/ })).toHaveCount(0);
  await expect(teacher.getByRole('link', { name: 'Пароли' })).toHaveCount(0);
  const answer = await teacher.request.post('/school/passwords/cards', {
    form: { who: 'staff' },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status()).toBe(403);
});

test('ID-09: the sheet is A4, two columns, and no card is cut', { tag: '@once' }, async ({ person }) => {
  const admin = await person('admin');
  // Guardians have the longest cards: their children stand on them.
  const cards = await printClass(admin, 'Напечатать карточки родителей, 4А');
  await admin.emulateMedia({ media: 'print' });
  // The width of A4 between the margins of the sheet, at 96 dots an inch.
  const mm = 96 / 25.4;
  await admin.setViewportSize({ width: Math.floor((210 - 24) * mm), height: 1000 });
  await expect(admin.getByRole('button', { name: 'Печать' })).toBeHidden();
  const boxes = await admin.locator('.card-slip').evaluateAll((all) =>
    all.map((one) => {
      const { x, y, height } = one.getBoundingClientRect();
      return { x, y, height, overflows: one.scrollHeight > one.clientHeight + 1 };
    }),
  );
  expect(new Set(boxes.map((box) => Math.round(box.x))).size).toBe(2);
  expect(boxes.some((box) => box.overflows)).toBe(false);
  const rows = [...new Map(boxes.map((box) => [Math.round(box.y), box.height])).values()];
  // Rows as they fit on pages, none of them divided: as many pages as Chromium prints.
  let pages = 1;
  let left = (297 - 20) * mm;
  for (const height of rows) {
    if (height > left + 0.5) {
      pages += 1;
      left = (297 - 20) * mm;
    }
    left -= height;
  }
  const pdf = await admin.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(pages);
  // Four rows to a page, unless names are very long.
  expect(pages).toBe(Math.ceil(cards.length / 8));
});
