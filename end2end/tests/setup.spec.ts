// A real server: the first administrator behind a one-time link, and nothing of the demonstration.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from '../support/axe';
import { Server } from '../support/server';
import { expect, test as base, Watch } from '../support/test';
import type { Page } from '@playwright/test';

/** An empty folder, and the server on it. */
const test = base.extend<{ real: Server }>({
  real: async ({}, use) => {
    const data = await mkdtemp(join(process.env.E2E_SCHOOLS!, 'real-'));
    const server = await Server.start(data, { demo: false });
    await use(server);
    await server.kill();
    await rm(data, { recursive: true, force: true });
  },
  baseURL: async ({ real }, use) => use(real.origin),
  watch: async ({ real }, use) => {
    const watch = new Watch(real.origin);
    await use(watch);
    expect.soft(watch.foreign, 'requests to anybody else').toEqual([]);
    expect.soft(watch.complaints, 'what the console says').toEqual([]);
  },
});

const PASSWORD = 'кот спит на шкафу';

async function fill(page: Page): Promise<void> {
  await page.getByLabel('Название школы').fill('МАОУ СОШ № 12');
  await page.getByLabel('Фамилия').fill('Громова');
  await page.getByLabel('Имя', { exact: true }).fill('Нина');
  await page.getByLabel('Логин').fill('gromova');
  await page.getByLabel('Новый пароль', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Новый пароль ещё раз').fill(PASSWORD);
}

test('SU-01: the link opens the school once and leads to the import', async ({ real, visitor, watch }) => {
  const link = await real.setup;
  const page = await visitor();
  // The import's own page belongs to another part.
  watch.allow(/404 \(Not Found\)/, /422 \(Unprocessable Entity\)/);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Школы здесь пока нет' })).toBeVisible();
  await expectAccessible(page, watch);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Первый запуск' })).toBeVisible();
  await expectAccessible(page, watch);
  await fill(page);
  await page.getByLabel('Логин').fill('');
  await page.getByLabel('Новый пароль', { exact: true }).fill('12345678');
  await page.getByLabel('Новый пароль ещё раз').fill('12345678');
  await page.getByRole('button', { name: 'Создать школу и войти' }).click();
  await expect(page.getByLabel('Логин')).toHaveAccessibleDescription(/Заполните это поле/);
  await expect(page.getByLabel('Название школы')).toHaveValue('МАОУ СОШ № 12');
  await page.getByLabel('Логин').fill('gromova');
  await page.getByLabel('Новый пароль', { exact: true }).fill('12345678');
  await page.getByLabel('Новый пароль ещё раз').fill('12345678');
  await page.getByRole('button', { name: 'Создать школу и войти' }).click();
  await expect(page.getByLabel('Новый пароль', { exact: true })).toHaveAccessibleDescription(/пробуют одним из первых/);
  await expectAccessible(page, watch);
  await fill(page);
  await page.getByRole('button', { name: 'Создать школу и войти' }).click();
  await page.waitForURL('**/school/import');
  // Used up: for this browser, for another, and after a new start.
  for (const browser of [page, await visitor()]) {
    await browser.goto(link);
    await expect(browser.getByRole('heading', { name: 'Ссылка не действует' })).toBeVisible();
  }
  await page.goto('/profile');
  await expect(page.getByText('Громова Нина').first()).toBeVisible();
  await page.goto('/school/passwords');
  await expect(page.getByRole('heading', { name: 'Классов пока нет' })).toBeVisible();
  await expectAccessible(page, watch);
  await page.goto('about:blank');
  await real.kill('SIGTERM');
  await real.again();
  await page.goto('/sign-in');
  expect(real.said.match(/setup\?key=/g)).toHaveLength(1);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Ссылка не действует' })).toBeVisible();
});

test('SU-01: it works without JavaScript, and a wrong link does not', { tag: '@once' }, async ({ real, visitor, watch }) => {
  watch.allow(/404 \(Not Found\)/);
  const page = await visitor({ javaScriptEnabled: false });
  for (const wrong of ['/setup', '/setup?key=', '/setup?key=guess']) {
    await page.goto(wrong);
    await expect(page.getByRole('heading', { name: 'Ссылка не действует' })).toBeVisible();
  }
  await page.goto(await real.setup);
  await fill(page);
  await page.getByRole('button', { name: 'Создать школу и войти' }).click();
  await page.waitForURL('**/school/import');
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('Выберите организацию').first().fill('МАОУ СОШ № 12');
  await page.getByLabel('Логин').fill('gromova');
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.waitForURL('**/schedule');
});

test('SU-01: nothing of the demonstration is in a real server', { tag: '@once' }, async ({ real, visitor, watch }) => {
  watch.allow(/404 \(Not Found\)/);
  const first = await real.setup;
  const page = await visitor();
  for (const path of ['/demo/outbox', '/demo/outbox.json', '/demo/components']) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
  expect(real.said).not.toMatch(/demo|демонстрац/i);
  expect(await readdir(real.data)).not.toContain('demo');
  // Nothing to send codes by: the form is not offered.
  await page.goto('/sign-in/forgot');
  await expect(page.getByRole('heading', { name: 'Забыли пароль?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Прислать код' })).toHaveCount(0);
  // A new start makes a new link, and the old one is void.
  await real.kill('SIGTERM');
  await real.again();
  const second = await real.setup;
  expect(second).not.toBe(first);
  await page.goto(first);
  await expect(page.getByRole('heading', { name: 'Ссылка не действует' })).toBeVisible();
  await page.goto(second);
  await expect(page.getByRole('heading', { name: 'Первый запуск' })).toBeVisible();
  // The link is a secret like a password: kept as a hash only.
  const secret = new URL(second).searchParams.get('key')!;
  await real.kill('SIGTERM');
  for (const file of await readdir(real.data)) {
    const bytes = await readFile(join(real.data, file));
    expect(bytes.includes(secret), file).toBe(false);
  }
});
