// The server goes and comes back; the laptop is closed and opened. Nothing acknowledged is
// missing, nothing is there twice.
import { expect, test } from '../support/test';
import { message, openChat, texts, write } from '../support/steps';

test.use({ school: 'linked' });

const GONE = [/ERR_CONNECTION_REFUSED/, /ERR_CONNECTION_RESET/, /ERR_INTERNET_DISCONNECTED/, /WebSocket connection to/, /WebSocket is already in CLOSING/, /ERR_EMPTY_RESPONSE/];

test('MS-04: the server is killed in the middle of a conversation', async ({ person, server, watch }) => {
  watch.allow(...GONE);
  const teacher = await person('teacher');
  const pupil = await person('pupil');
  await openChat(teacher, '4А класс');
  await openChat(pupil, '4А класс');
  await write(teacher, 'До перерыва');
  await expect(message(teacher, 'До перерыва')).toContainText('отправлено');
  await expect(message(pupil, 'До перерыва')).toBeVisible();

  await server.kill();
  for (const page of [teacher, pupil]) {
    await expect(page.getByText('Нет связи с сервером. Подключаемся снова…')).toBeVisible();
  }
  await write(teacher, 'Во время перерыва, раз');
  await write(pupil, 'Во время перерыва, два');
  await expect(message(teacher, 'Во время перерыва, раз')).toContainText('отправляется');
  await expect(message(pupil, 'Во время перерыва, два')).toContainText('отправляется');

  await server.again();
  for (const page of [teacher, pupil]) {
    await expect(page.getByText('Нет связи с сервером. Подключаемся снова…')).toBeHidden({ timeout: 20_000 });
    await expect(page.locator('.message.is-pending')).toHaveCount(0);
    await expect(page.locator('.message')).toHaveCount(3);
  }
  await write(teacher, 'После перерыва');
  await expect(message(pupil, 'После перерыва')).toBeVisible();
  const all = await texts(teacher);
  expect(all[0]).toBe('До перерыва');
  expect(all[3]).toBe('После перерыва');
  expect(new Set(all).size).toBe(4);
  expect(await texts(pupil)).toEqual(all);
  for (const page of [teacher, pupil]) {
    await page.reload();
    await expect(message(page, 'После перерыва')).toBeVisible();
    expect(await texts(page)).toEqual(all);
  }
});

test('MS-04: what was written without a server outlives a reload of the page', { tag: '@once' }, async ({ person, server, watch }) => {
  watch.allow(...GONE);
  const page = await person('teacher');
  await openChat(page, '4А класс');
  await server.kill();
  await expect(page.getByText('Нет связи с сервером')).toBeVisible();
  await write(page, 'Не потеряйся');
  await expect(message(page, 'Не потеряйся')).toContainText('отправляется');
  await server.again();
  await page.reload();
  await expect(message(page, 'Не потеряйся')).toHaveCount(1);
  await expect(message(page, 'Не потеряйся')).toContainText('отправлено');
});

test('MS-04: a closed laptop catches up, in order, once', async ({ person, watch }) => {
  watch.allow(...GONE);
  const teacher = await person('teacher');
  const pupil = await person('pupil');
  await openChat(teacher, '4А класс');
  await openChat(pupil, '4А класс');
  await write(teacher, 'Урок 1');
  await expect(message(pupil, 'Урок 1')).toBeVisible();
  // The network goes; the page learns of it when it next speaks, as after a lid is opened.
  await pupil.context().setOffline(true);
  const missed = ['Урок 2', 'Урок 3', 'Урок 4', 'Урок 5'];
  for (const text of missed) {
    await write(teacher, text);
    await expect(message(teacher, text)).toContainText('отправлено');
  }
  await pupil.context().setOffline(false);
  await pupil.evaluate(() => {
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(message(pupil, 'Урок 5')).toBeVisible({ timeout: 20_000 });
  expect(await texts(pupil)).toEqual(['Урок 1', ...missed]);
});

test('MS-04: a restart in good order says so and comes back', { tag: '@once' }, async ({ person, server, watch }) => {
  watch.allow(...GONE);
  const page = await person('pupil');
  await openChat(page, '4А класс');
  await server.kill('SIGTERM');
  await expect(page.getByText('Нет связи с сервером. Подключаемся снова…')).toBeVisible();
  await server.again();
  await expect(page.getByText('Нет связи с сервером. Подключаемся снова…')).toBeHidden({ timeout: 20_000 });
  await write(page, 'Я снова здесь');
  await expect(message(page, 'Я снова здесь')).toContainText('отправлено');
});
