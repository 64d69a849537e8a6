// Chat, layouts, settings and the small call.
import { expect, test } from '../support/test';
import { expectAccessible } from '../support/axe';
import { control, expectMoving, goInside, publish, tile } from '../support/calls';
import { open } from '../support/steps';

test.use({ school: 'linked' });

test('CA-12 CA-14 CA-15 CA-16 CA-17 CA-18 CA-36: chat, layout, settings, and the call in its corner while one goes on', async ({
  person,
  people,
  watch,
}) => {
  const [teacher, pupil] = [await person('teacher'), await person('pupil')];
  const lesson = await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goInside(teacher);
  await open(pupil, lesson);
  await pupil.getByRole('link', { name: 'Подключиться' }).click();
  await goInside(pupil);
  const host = `${people.get('teacher').given} ${people.get('teacher').middle}`;
  const name = people.get('pupil').friendly;

  // In the order of the document, each with its key.
  const controls = teacher.getByRole('group', { name: 'Управление звонком' }).getByRole('button');
  const titles = await controls.evaluateAll((all) => all.map((one) => (one as HTMLElement).title));
  expect(titles).toEqual([
    'Демонстрировать экран (D)',
    'Поднять руку (H)',
    'Камера (V)',
    'Микрофон (M)',
    'Выход из звонка (Q)',
    'Чат (C)',
    'Участники (P)',
    'Отображение участников (L)',
    'Настройки (S)',
    'Свернуть звонок (F)',
  ]);

  // The chat is the subject's own.
  // What is typed before the page in the frame is alive would be lost.
  const alive = new Promise<void>((heard) => {
    teacher.on('websocket', (one) => void one.on('framereceived', () => one.url().endsWith('/ws') && heard()));
  });
  await control(teacher, 'Чат').click();
  await alive;
  const chat = teacher.frameLocator('iframe[title="Чат"]');
  await chat.getByRole('textbox', { name: /сообщени/i }).fill('Откройте учебник на странице 40');
  await chat.getByRole('button', { name: 'Отправить' }).click();
  await expect(chat.getByText('Откройте учебник на странице 40').last()).toBeVisible();
  await expect(pupil.locator('.call-control-place .badge')).toHaveText('1');
  await pupil.keyboard.press('c');
  await expect(pupil.frameLocator('iframe[title="Чат"]').getByText('Откройте учебник на странице 40').last()).toBeVisible();
  await expect(pupil.locator('.call-control-place .badge')).toHaveCount(0);
  await control(pupil, 'Чат').click();
  await control(teacher, 'Чат').click();

  // Layouts, kept in this browser.
  await control(pupil, 'Отображение участников').click();
  const views = pupil.getByRole('dialog', { name: 'Отображение участников' });
  await expectAccessible(pupil, watch);
  await views.getByRole('radio', { name: /Говорящий крупно/ }).check();
  await expect(views).toBeHidden();
  await expectMoving(pupil.locator('.call-large .call-tile').filter({ hasText: host }).locator('video'));
  await pupil.reload();
  await goInside(pupil);
  await expectMoving(pupil.locator('.call-large .call-tile').filter({ hasText: host }).locator('video'));

  // Settings: devices, and saving traffic.
  await control(pupil, 'Настройки').click();
  const settings = pupil.getByRole('dialog', { name: 'Настройки' });
  await expect(settings.getByLabel('Камера')).toBeVisible();
  await settings.getByRole('checkbox', { name: /Экономия трафика/ }).check();
  await settings.getByRole('button', { name: 'Закрыть' }).click();
  const width = () => tile(pupil, host).locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth);
  await expect.poll(width).toBeLessThanOrEqual(320);
  await expectMoving(tile(pupil, host).locator('video'));

  // Small, over the journal; going from page to page there does not end it.
  await control(pupil, 'Свернуть звонок').click();
  const beneath = pupil.frameLocator('iframe[title="Журнал под звонком"]');
  await expect(beneath.getByRole('heading', { level: 1 })).toBeVisible();
  await beneath.getByRole('link', { name: 'Расписание', exact: true }).first().click();
  await expect(beneath.getByRole('heading', { name: /Расписание/ }).first()).toBeVisible();
  await expectMoving(tile(pupil, host).locator('video'));
  await expect(tile(teacher, name)).toBeVisible();
  await control(pupil, 'Развернуть звонок').click();
  await expect(control(pupil, 'Чат')).toBeVisible();
  // And back by going to the call from there.
  await control(pupil, 'Свернуть звонок').click();
  await beneath.locator('body').evaluate((_, to) => void location.assign(to), lesson);
  await beneath.getByRole('link', { name: 'Подключиться' }).click();
  await expect(control(pupil, 'Чат')).toBeVisible();
  await expectMoving(tile(pupil, host).locator('video'));
});
