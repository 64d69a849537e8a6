// «Орган управления»: its schools in figures, and its own log.
import { readFileSync } from 'node:fs';
import { expectAccessible } from '../support/axe';
import { expect, test } from '../support/test';
import { open } from '../support/steps';

test.use({ school: 'linked' });

test('ID-06: the operator sees the schools in figures, and no name of a person', async ({ person, people, watch }) => {
  const page = await person('authority');
  await expect(page).toHaveURL(/\/authority$/);
  await open(page, '/authority');
  await expect(page.getByRole('heading', { name: 'Школы', level: 1 })).toBeVisible();
  const table = page.getByRole('table', { name: 'Школы в цифрах' });
  await expect(table.getByRole('rowheader')).toHaveCount(1);
  await expect(table.getByRole('row').nth(1)).toContainText(/Школа №/);
  await expect(table.getByRole('row').nth(1)).toContainText('сегодня в');
  const html = await page.content();
  for (const who of people.all().filter((one) => !one.authority)) expect(html).not.toContain(who.family);
  await expectAccessible(page, watch);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

test('ID-06: the rail of an operator has only what an operator may use', async ({ person }) => {
  const page = await person('authority');
  await open(page, '/authority');
  const rail = page.getByRole('navigation', { name: 'Разделы' });
  await expect(rail.getByRole('link')).toHaveText([/Школы/, /событи/i, /Профиль/]);
  await rail.getByRole('link', { name: /событи/i }).click();
  await expect(page.getByRole('heading', { name: 'Журнал событий' })).toBeVisible();
  await expect(page).toHaveURL(/\/authority\/log$/);
  await expect(page.locator('.log-entry')).not.toHaveCount(0);
  await rail.getByRole('link', { name: /Профиль/ }).click();
  await expect(page).toHaveURL(/\/profile$/);
  await rail.getByRole('link', { name: /Школы/ }).click();
  await expect(page).toHaveURL(/\/authority$/);
});

test('ID-06: columns sort, also from the keyboard and in the address', async ({ person }) => {
  const page = await person('authority');
  await open(page, '/authority');
  const head = page.getByRole('columnheader', { name: /^Ученики/ });
  await head.getByRole('link').press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=pupils&down=1|down=1&sort=pupils/);
  await head.getByRole('link').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
});

test('ID-06: the figures are there without JavaScript, and for Excel', { tag: '@once' }, async ({ person, browser, baseURL }) => {
  const page = await person('authority');
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ baseURL, storageState, javaScriptEnabled: false, locale: 'ru-RU' });
  const plain = await context.newPage();
  await plain.goto('/authority?sort=pupils');
  await expect(plain.getByRole('columnheader', { name: /^Ученики/ })).toHaveAttribute('aria-sort', 'ascending');
  const download = plain.waitForEvent('download');
  await plain.getByRole('link', { name: 'Скачать для Excel' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text.startsWith('\uFEFF"Школа";"Ученики";"Ученики с привязкой"')).toBe(true);
  expect(text.trim().split('\r\n')).toHaveLength(2);
  await plain.goto('/authority/log');
  await expect(plain.locator('.log-entry').first()).toContainText('Вход в систему');
  await context.close();
});
