// «Люди»: finding anybody of the school, a person's page, and what is changed there by hand.
import { expectAccessible } from '../support/axe';
import { expect, test } from '../support/test';
import { entry, open } from '../support/steps';
import type { Locator, Page } from '@playwright/test';
import type { Someone } from '../support/people';

test.use({ school: 'linked' });

const rows = (page: Page): Locator => page.locator('.person-row');
const search = (page: Page): Locator => page.getByLabel('Поиск');
const card = (page: Page, title: string | RegExp): Locator =>
  page.locator('section.card', { has: page.getByRole('heading', { name: title }) });

/** Types a name and opens the page of whom it finds. */
async function find(page: Page, who: Someone): Promise<void> {
  await open(page, '/school/people');
  await search(page).fill(`${who.given.slice(0, 3)} ${who.family.slice(0, 4)}`);
  await page.getByRole('link', { name: who.fullName, exact: true }).click();
  await expect(page.getByRole('heading', { name: who.fullName })).toBeVisible();
}

/** Unfolds something grave, says why, and does it. */
async function confirm(page: Page, fold: string | RegExp, why: string, button: string): Promise<void> {
  const details = page.locator('details.fold', { has: page.locator('summary', { hasText: fold }) });
  await details.locator('summary').click();
  await details.getByLabel('Причина').fill(why);
  await details.getByRole('button', { name: button }).click();
}

test('RC-25: anybody of the school is found while the name is typed', async ({ person, people }) => {
  const page = await person('admin');
  await open(page, '/school');
  await page.getByRole('navigation', { name: 'Разделы школы' }).getByRole('link', { name: 'Люди' }).click();
  await expect(rows(page)).toHaveCount(50);
  const pupil = people.get('pupil');
  const total = page.locator('.people-total');
  await expect(total).toHaveText(/^В школе \d+ человек/);
  // As one types: no button, no Enter; the address keeps what was asked.
  await search(page).pressSequentially(pupil.family.slice(0, 3).toLowerCase() + ' ' + pupil.given.slice(0, 3));
  await expect(total).toHaveText(/^Найден/);
  await expect(page.getByRole('link', { name: pupil.fullName, exact: true })).toBeVisible();
  await expect(page).toHaveURL(/[?]q=/);
  await expect(search(page)).toBeFocused();
  // In the other keyboard layout: «4а» and the beginning of a name.
  const keys = [...'ёйцукенгшщзхъфывапролджэячсмитьбю'];
  const latin = [..."`qwertyuiop[]asdfghjkl;'zxcvbnm,."];
  const typed = [...pupil.family.slice(0, 4).toLowerCase()].map((c) => latin[keys.indexOf(c)]).join('');
  await search(page).fill(`4f ${typed}`);
  await expect(page.getByRole('link', { name: pupil.fullName, exact: true })).toBeVisible();
  await search(page).fill('нет такого человека');
  await expect(page.getByRole('heading', { name: 'Никого не нашлось' })).toBeVisible();
  await page.getByRole('link', { name: 'Показать всех' }).click();
  await expect(rows(page)).toHaveCount(50);
  await expect(search(page)).toHaveValue('');
  await page.getByRole('link', { name: 'Показать ещё' }).click();
  await expect(rows(page)).toHaveCount(100);
});

test('RC-25: filters by role, class and link stay in the address', async ({ person, people }) => {
  const page = await person('admin');
  await open(page, '/school/people');
  await page.getByLabel('Роль').selectOption('Ученики');
  await page.getByLabel('Класс').selectOption('4А');
  await page.getByLabel('Учебный профиль').selectOption('Привязан');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('Привязан');
  const address = page.url();
  expect(address).toMatch(/role=pupil&class=\d+&linked=linked$/);
  // Kept, sent, opened anew.
  await open(page, '/school/people');
  await open(page, new URL(address).pathname + new URL(address).search);
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByLabel('Роль')).toHaveValue('pupil');
  await page.getByLabel('Учебный профиль').selectOption('Не входили в журнал');
  await expect(rows(page)).not.toHaveCount(2);
  await expect(rows(page).first()).toContainText('Входа ещё не было');
  await expect(page.getByRole('link', { name: people.get('pupil').fullName })).toHaveCount(0);
});

test('RC-25: the list and a person’s page work without JavaScript', { tag: '@once' }, async ({ person, people }) => {
  const page = await person('admin', { javaScriptEnabled: false });
  const pupil = people.get('pupil');
  await page.goto('/school/people');
  await search(page).fill(pupil.family);
  await page.getByLabel('Роль').selectOption('Ученики');
  await page.getByRole('button', { name: 'Найти' }).click();
  await page.getByRole('link', { name: pupil.fullName, exact: true }).click();
  await confirm(page, 'Отменить привязку', 'чужой телефон', 'Отменить привязку');
  await expect(page.getByText('Привязка отменена. Человек увидит причину.')).toBeVisible();
  await expect(card(page, 'Учебный профиль')).toContainText('«чужой телефон»');
});

test('ID-48 ID-52: the administrator ends a link, and the person sees at once who and why', async ({ person, people }) => {
  const parent = await person('parent');
  await open(parent, '/chats');
  await expect(entry(parent, '4А класс Родители')).toBeVisible();
  const page = await person('admin');
  await find(page, people.get('parent'));
  await expect(card(page, 'Чаты')).toContainText('4А класс Родители');
  await expect(card(page, 'Чаты')).toContainText(people.get('pupil').fullName);
  await expect(card(page, 'Дети')).toContainText(people.get('pupil').fullName);
  const link = card(page, 'Учебный профиль');
  await expect(link).toContainText('Профиль привязан');
  await expect(link).toContainText(/\+7 900 •••-••-\d\d/);
  // Without a reason the browser does not send it.
  const fold = link.locator('details.fold');
  await fold.locator('summary').click();
  await expect(fold).toContainText('4А класс Родители');
  await fold.getByRole('button', { name: 'Отменить привязку' }).click();
  await expect(page).not.toHaveURL(/done/);
  await fold.getByLabel('Причина').fill('Привязан телефон бабушки');
  await fold.getByRole('button', { name: 'Отменить привязку' }).click();
  await expect(page.getByText('Привязка отменена. Человек увидит причину.')).toBeVisible();
  await expect(link).toContainText('Прежние привязки');

  // The open window, without a reload.
  const notice = parent.locator('.notice', { hasText: 'Привязка отменена' });
  await expect(notice).toContainText('«Привязан телефон бабушки»', { timeout: 5_000 });
  await expect(notice).toContainText(people.get('admin').fullName);
  await expect(entry(parent, '4А класс Родители')).toHaveCount(0);
  for (const path of ['/profile', '/schedule']) {
    await open(parent, path);
    await expect(notice).toBeVisible();
  }
  // After signing in anew too.
  const again = await person('parent');
  await expect(again.locator('.notice', { hasText: 'Привязка отменена' })).toBeVisible();
  await again.getByRole('button', { name: 'Понятно' }).click();
  await expect(again.locator('.notice', { hasText: 'Привязка отменена' })).toHaveCount(0);
  await expect(again).toHaveURL(/\/schedule/);
});

test('RC-25: a transfer moves the chats in the pupil’s open window, and is taken back', async ({ person, people }) => {
  const pupil = await person('pupil');
  await open(pupil, '/messenger');
  await expect(entry(pupil, '4А класс')).toBeVisible();
  const page = await person('admin');
  await find(page, people.get('pupil'));
  await page.getByRole('link', { name: 'Перевести в другой класс' }).click();
  await page.getByLabel('Новый класс').selectOption('4Б');
  await expect(page).toHaveURL(/class=\d+/);
  await page.getByLabel('Английский язык').selectOption('2 группа');
  await page.getByLabel('Причина').fill('По просьбе родителей');
  await page.getByRole('button', { name: 'Перевести', exact: true }).click();
  await expect(page.getByText('Перевод сделан, чаты уже изменились.')).toBeVisible();
  await expect(entry(pupil, '4Б класс')).toBeVisible({ timeout: 5_000 });
  await expect(entry(pupil, '4А класс')).toHaveCount(0);
  const changes = card(page, 'Изменено вручную');
  await expect(changes).toContainText('Перевод в 4Б');
  await expect(changes).toContainText('«По просьбе родителей»');
  await expect(changes).toContainText(people.get('admin').fullName);
  await changes.getByRole('button', { name: /^Вернуть/ }).click();
  await expect(page.getByText('Возвращено, как в данных школы.')).toBeVisible();
  await expect(entry(pupil, '4А класс')).toBeVisible({ timeout: 5_000 });
  await expect(entry(pupil, '4Б класс')).toHaveCount(0);
});

test('RC-25: who has left is out at once, and may be brought back', async ({ person, people, visitor }) => {
  const pupil = await person('pupil2');
  await open(pupil, '/messenger');
  await expect(entry(pupil, '4А класс')).toBeVisible();
  const page = await person('admin');
  await find(page, people.get('pupil2'));
  await confirm(page, 'Отметить уход', 'Переезд в другой город', 'Отметить уход');
  await expect(page.getByText('Уход из школы отмечен.')).toBeVisible();
  await expect(pupil).toHaveURL(/\/sign-in/, { timeout: 5_000 });
  const door = await visitor();
  await door.goto('/sign-in');
  await door.getByLabel('Логин').fill('pupil2');
  await door.getByLabel('Пароль', { exact: true }).fill(people.get('pupil2').password);
  await door.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(door.getByText('Неверный логин или пароль')).toBeVisible();

  await open(page, '/school/people?linked=left');
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByRole('link').click();
  await card(page, 'Изменено вручную').getByRole('button', { name: /^Вернуть/ }).click();
  await expect(page.getByText('Возвращено, как в данных школы.')).toBeVisible();
  await person('pupil2');
});

test('RC-26: a guardian of the school is added, a new one too, and one is taken away', async ({ person, people }) => {
  const teacher = await person('teacher2');
  await open(teacher, '/messenger');
  await expect(entry(teacher, 'Учительская')).toBeVisible();
  const page = await person('admin');
  await find(page, people.get('pupil'));
  const guardians = card(page, 'Родители и представители');
  await guardians.getByRole('link', { name: 'Добавить представителя' }).click();
  await expect(page.getByText('Начните вводить фамилию')).toBeVisible();
  const known = card(page, 'Человек уже есть в школе');
  await known.getByLabel('Поиск').pressSequentially(people.get('teacher2').family.toLowerCase());
  await known.getByText(people.get('teacher2').fullName, { exact: true }).click();
  await known.getByLabel('Причина').fill('Опекун по решению суда');
  await known.getByRole('button', { name: 'Добавить' }).click();
  await expect(page.getByText('Представитель добавлен.')).toBeVisible();
  await expect(guardians).toContainText(people.get('teacher2').fullName);
  await expect(guardians).toContainText('вручную с');
  await expect(entry(teacher, '4А класс Родители')).toBeVisible({ timeout: 5_000 });

  await guardians.getByRole('link', { name: 'Добавить представителя' }).click();
  const fresh = card(page, 'Человека в школе ещё нет');
  await fresh.getByLabel('Фамилия').fill('Новикова');
  await fresh.getByLabel('Имя').fill('Анна');
  await fresh.getByLabel('Причина').fill('Бабушка');
  await fresh.getByRole('button', { name: 'Внести и добавить' }).click();
  await expect(guardians).toContainText('Новикова Анна');
  await guardians.getByRole('link', { name: 'Новикова Анна' }).click();
  await expect(page.getByText('novikova-anna')).toBeVisible();
  await page.getByRole('link', { name: people.get('pupil').fullName }).click();

  const entry2 = guardians.locator('li', { hasText: people.get('teacher2').fullName });
  await entry2.locator('summary').click();
  await entry2.getByLabel('Причина').fill('Опека прекращена');
  await entry2.getByRole('button', { name: 'Убрать представителя' }).click();
  await expect(page.getByText('Представитель убран.')).toBeVisible();
  await expect(entry(teacher, '4А класс Родители')).toHaveCount(0);
});

test('RC-25: the people pages can be read and used by everybody', async ({ person, people, watch }) => {
  const page = await person('admin');
  await open(page, '/school/people');
  await expectAccessible(page, watch);
  await expectNarrow(page);
  // By keyboard: the first person, then a reason.
  await rows(page).first().getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/school\/people\/\d+$/);
  await find(page, people.get('pupil'));
  await page.locator('summary', { hasText: 'Отменить привязку' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('#unlink-reason')).toBeFocused();
  await expectAccessible(page, watch);
  await expectNarrow(page);
});

test('RC-25 RC-26: so can the pages below them', async ({ person, people, watch }) => {
  const page = await person('admin');
  await find(page, people.get('pupil'));
  const address = new URL(page.url()).pathname;
  for (const below of ['transfer', 'guardian']) {
    await open(page, `${address}/${below}${below === 'guardian' ? '?q=' + encodeURIComponent('и') : ''}`);
    if (below === 'transfer') {
      await page.getByLabel('Новый класс').selectOption({ index: 1 });
      await expect(page.getByLabel('Причина')).toBeVisible();
    }
    await expectAccessible(page, watch);
    await expectNarrow(page);
  }
});

test('RC-17: nobody else has the people of the school', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/status of 403/);
  for (const login of ['teacher', 'parent', 'pupil'] as const) {
    const page = await person(login);
    const answer = await page.goto('/school/people');
    expect(answer!.status()).toBe(403);
    await expect(page.getByText('У вас нет права на это действие.').first()).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
  }
});

/** Nothing is wider than the screen. */
async function expectNarrow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

