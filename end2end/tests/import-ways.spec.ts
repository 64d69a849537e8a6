// «Импорт» off the straight way: dropped files, a stopped upload, questions, what cannot be undone.
import { expect, test as base } from '../support/test';
import { expectAccessible } from '../support/axe';
import { Roster } from '../support/roster';
import { open } from '../support/steps';
import type { CDPSession, Page } from '@playwright/test';
import { dirname } from 'node:path';

const test = base.extend<{ roster: Roster }>({
  roster: async ({ server }, use) => {
    const roster = new Roster(server.data);
    await use(roster);
    roster.remove();
  },
});

test.use({ school: 'linked' });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Drops files or folders from outside the browser, as a hand would. */
async function drop(page: Page, browser: CDPSession, files: string[]): Promise<void> {
  const box = (await page.locator('.drop-zone').boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await expect(page.locator('.drop-zone.is-over')).toBeVisible();
  await browser.send('Input.dispatchDragEvent', { type: 'drop', ...at, data });
}

async function upload(page: Page, files: string[]): Promise<void> {
  await open(page, '/school/import');
  await page.locator('#files').setInputFiles(files);
  await expect(heading(page, 'Что изменится')).toBeVisible({ timeout: 30_000 });
}

async function apply(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Применить', exact: true }).click();
  await expect(heading(page, 'Готово, изменения применены')).toBeVisible({ timeout: 30_000 });
}

test('RC-23: a folder and an archive with the timetable are dropped on the page', { tag: '@once' }, async ({ person, roster }) => {
  const admin = await person('admin');
  const browser = await admin.context().newCDPSession(admin);
  await open(admin, '/school/import');
  await drop(admin, browser, [dirname(roster.move('pupil').paths()[0])]);
  await expect(heading(admin, 'Что изменится')).toBeVisible({ timeout: 30_000 });
  await admin.getByRole('button', { name: 'Не применять' }).click();
  await admin.waitForURL('**/school/import');
  await open(admin, '/school/import');
  await drop(admin, browser, [roster.zip(), roster.timetable()]);
  await expect(heading(admin, 'Что изменится')).toBeVisible({ timeout: 30_000 });
});

test('RC-23: an upload is stopped half-way, and nothing of it stays', { tag: '@once' }, async ({ person, roster }) => {
  const admin = await person('admin');
  await open(admin, '/school/import');
  const browser = await admin.context().newCDPSession(admin);
  await browser.send('Network.enable');
  const line = { offline: false, latency: 0, downloadThroughput: -1 };
  await browser.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: 20_000 });
  await admin.locator('#files').setInputFiles(roster.paths());
  await expect(admin.getByRole('progressbar')).toBeVisible();
  await admin.getByRole('button', { name: 'Прервать загрузку' }).click();
  await expect(admin.getByRole('status')).toHaveText('Загрузка прервана. На сервере ничего не осталось.');
  await browser.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: -1 });
  await open(admin, '/school/import');
  await expect(admin.getByRole('heading', { name: 'Не закончено' })).toHaveCount(0);
  await upload(admin, roster.move('pupil').paths());
});

test('RC-23: what the files leave open is asked, remembered and not asked again', async ({ person, roster, watch }) => {
  const admin = await person('admin');
  // «Математика 4А» loses all that says whose it is.
  roster.change('classes.csv', (line) => {
    const cells = line.split(',');
    if (cells[3] !== 'Математика 4А') return line;
    [cells[3], cells[6], cells[14]] = ['Математика', '', ''];
    return cells.join(',');
  });
  await open(admin, '/school/import');
  await admin.locator('#files').setInputFiles(roster.paths());
  const question = admin.getByRole('group', { name: 'К какому классу относится группа «Математика»?' });
  await expect(question).toBeVisible({ timeout: 30_000 });
  await expect(question.getByRole('radio', { name: 'Оставить как есть' })).toBeChecked();
  await expectAccessible(admin, watch);
  await question.getByText('4А', { exact: true }).click();
  await admin.getByRole('button', { name: 'Сохранить ответы' }).click();
  await expect(question.getByRole('radio', { name: '4А', exact: true })).toBeChecked({ timeout: 30_000 });
  await apply(admin);
  await open(admin, '/school/import');
  await admin.locator('#files').setInputFiles(roster.paths());
  await expect(heading(admin, 'Изменений нет')).toBeVisible({ timeout: 30_000 });
});

test('RC-25: what rests on an import is named when it is to be undone', async ({ person, roster, watch }) => {
  const admin = await person('admin');
  await upload(admin, roster.move('pupil').paths());
  await apply(admin);
  await open(admin, '/school/import');
  await admin.getByRole('link', { name: /Отменить импорт/ }).first().click();
  await expect(admin.getByRole('heading', { name: 'Отменить импорт?' })).toBeVisible();
  // Meanwhile another window imports more.
  const second = await admin.context().newPage();
  await upload(second, roster.leave('pupil2').paths());
  await apply(second);
  watch.allow(/status of 409/);
  await admin.getByRole('button', { name: 'Отменить импорт' }).click();
  await expect(admin.getByRole('heading', { name: 'Отменить импорт нельзя' })).toBeVisible();
  await expect(admin.getByText(/Позже был импорт «.*9 CSV.*»/)).toBeVisible();
  await expectAccessible(admin, watch);
});
