// What the host of a call gives and takes, as the others' pages and media feel it.
import { expect, test } from '../support/test';
import { expectAccessible } from '../support/axe';
import { control, energy, expectMoving, goInside, publish, tile } from '../support/calls';
import { open } from '../support/steps';
import type { Page } from '@playwright/test';

test.use({ school: 'linked' });

const panel = (page: Page) => page.getByRole('complementary', { name: 'Участники' });

test('CA-05 CA-08 CA-28: three in a lesson; rights taken and given, the floor, muting, sending away and letting in', async ({
  person,
  people,
  watch,
}) => {
  test.setTimeout(240_000);
  watch.allow(/status of 403/);
  const [teacher, pupil, parent] = [await person('teacher'), await person('pupil'), await person('parent')];
  const lesson = await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goInside(teacher);
  await control(teacher, 'Участники').click();
  const list = panel(teacher);
  await open(pupil, lesson);
  await pupil.getByRole('link', { name: 'Подключиться' }).click();
  // Before the call one is seen by its host already.
  const waiting = list.locator('section').filter({ hasText: 'Ожидают · 1' });
  await expect(waiting.getByRole('listitem')).toContainText('проверяет камеру и микрофон');
  await goInside(pupil);
  await expect(waiting).toHaveCount(0);
  // A guardian looks in on the lesson of the child.
  await open(parent, lesson);
  await parent.getByRole('link', { name: 'Подключиться' }).click();
  await goInside(parent);
  const name = people.get('pupil').friendly;
  const host = `${people.get('teacher').given} ${people.get('teacher').middle}`;
  await expectMoving(tile(teacher, name).locator('video'));
  await expectMoving(tile(parent, name).locator('video'));
  await expectMoving(tile(parent, host).locator('video'));

  const all = list.locator('details');
  await all.getByText('Доступы участников', { exact: true }).click();
  await expectAccessible(teacher, watch);

  // The camera is taken from all: pictures stop at whoever received them, and cannot be sent again.
  await all.getByRole('switch', { name: 'Камера' }).uncheck();
  await expect(tile(teacher, name).locator('video')).toBeHidden();
  await expect(tile(parent, name).locator('video')).toBeHidden();
  await expect(control(pupil, 'Камера')).toBeDisabled();
  await expectMoving(tile(pupil, host).locator('video'));
  // One gets it back.
  await list.getByRole('button', { name: `Доступы: ${name}` }).click();
  const own = list.getByRole('listitem').filter({ hasText: name }).locator('.call-access');
  await own.getByRole('switch', { name: 'Камера' }).check();
  await control(pupil, 'Камера').click();
  await expectMoving(tile(parent, name).locator('video'));
  // And the screen, which nobody but the teacher had.
  await own.getByRole('switch', { name: 'Демонстрация экрана' }).check();
  await control(pupil, 'Демонстрировать экран').click();
  await expectMoving(tile(teacher, `Экран: ${name}`).locator('video'));
  await own.getByRole('switch', { name: 'Демонстрация экрана' }).uncheck();
  await expect(tile(teacher, `Экран: ${name}`)).toHaveCount(0);

  // Muted, one may open the microphone again; without the right not, until the floor is given.
  await expect.poll(() => energy(teacher)).toBeGreaterThan(0.01);
  await own.getByRole('button', { name: 'Выключить микрофон' }).click();
  await expect(control(pupil, 'Микрофон')).toHaveAttribute('aria-pressed', 'false');
  await control(pupil, 'Микрофон').click();
  await expect(control(pupil, 'Микрофон')).toHaveAttribute('aria-pressed', 'true');
  await all.getByRole('switch', { name: 'Микрофон' }).uncheck();
  await expect(control(pupil, 'Микрофон')).toBeDisabled();
  await expect(tile(teacher, name)).toContainText('микрофон выключен');
  await control(pupil, 'Поднять руку').click();
  await list.getByRole('button', { name: `Дать слово: ${name}` }).click();
  await expect(pupil.getByText('Вам дали слово.')).toBeVisible();
  await expect(control(pupil, 'Поднять руку')).toHaveAttribute('aria-pressed', 'false');
  await pupil.getByRole('button', { name: 'Включить микрофон' }).click();
  await expect(control(pupil, 'Микрофон')).toHaveAttribute('aria-pressed', 'true');
  await expect(tile(teacher, name)).not.toContainText('микрофон выключен');

  // Sent away, one does not come back by oneself.
  await own.getByRole('button', { name: 'Удалить из звонка' }).click();
  await expect(pupil.getByRole('heading', { name: 'Вас удалили из звонка' })).toBeVisible();
  await expect(tile(parent, name)).toHaveCount(0);
  await expect(list).toContainText('Удалены · 1');
  await pupil.getByRole('button', { name: 'Попроситься обратно' }).click();
  await expect(pupil.getByText('Ведущему видно, что вы ждёте')).toBeVisible();
  await expect(pupil.getByText('Он удалил вас из звонка.')).toBeVisible();
  await expect(pupil.getByRole('alert')).toHaveCount(0);
  await expect(waiting.getByRole('listitem')).toContainText('просится обратно');
  await expect(list).not.toContainText('Удалены');
  // Let in, one is in: there is nothing to press.
  await waiting.getByRole('button', { name: `Впустить: ${name}` }).click();
  await expect(control(pupil, 'Камера')).toBeVisible();
  await expect(tile(teacher, name)).toBeVisible();
  // What was taken from all has stayed so.
  await expect(control(parent, 'Микрофон')).toBeDisabled();
});

test('CA-31: a copied link opens for nobody whom the lesson does not concern', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/status of 404/);
  const teacher = await person('teacher');
  await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goInside(teacher);
  const link = new URL(teacher.url()).pathname;
  for (const login of ['teacher2', 'admin'] as const) {
    const stranger = await person(login);
    await stranger.goto(link);
    await expect(stranger.getByRole('heading', { name: 'Проверьте камеру и микрофон' })).toHaveCount(0);
    const asked = await stranger.request.post('/api/enter-call', {
      data: { of: { of: 'lesson', id: Number(link.split('/').pop()) } },
      headers: { origin: new URL(stranger.url()).origin },
    });
    expect(asked.status(), login).toBe(404);
  }
});

test('CA-28: what another host says is seen here, and what failed is taken back and said', { tag: '@once' }, async ({
  person,
  watch,
}) => {
  watch.allow(/ERR_FAILED/);
  const teacher = await person('teacher');
  const lesson = await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goInside(teacher);
  await control(teacher, 'Участники').click();
  const all = panel(teacher).locator('details');
  await all.getByText('Доступы участников', { exact: true }).click();
  const camera = all.getByRole('switch', { name: 'Камера' });
  await expect(camera).toBeChecked();

  // Said elsewhere: this page has pressed nothing.
  const id = Number(new URL(teacher.url()).pathname.split('/').pop());
  const said = await teacher.request.post('/api/direct-call', {
    data: { of: { of: 'lesson', id }, step: { do: 'allow', person: null, source: 'camera', on: false } },
    headers: { origin: new URL(teacher.url()).origin },
  });
  expect(said.status(), lesson).toBe(200);
  await expect(camera).not.toBeChecked();

  await teacher.route('**/api/direct-call', (route) => route.abort());
  await camera.click();
  await expect(teacher.getByRole('alert')).toContainText('Нет связи с сервером');
  await expect(camera).not.toBeChecked();
  await teacher.unroute('**/api/direct-call');
  await camera.click();
  await expect(camera).toBeChecked();
  await expect(teacher.getByRole('alert')).toHaveCount(0);
});
