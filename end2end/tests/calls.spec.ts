// Remote lessons held as calls: real cameras as far as the browser knows, real media.
import { expect, test } from '../support/test';
import { expectAccessible } from '../support/axe';
import { control, energy, expectMoving, goIn, publish, tile } from '../support/calls';
import { iso, later } from '../support/people';
import { open } from '../support/steps';

test.use({ school: 'linked' });

test('SL-08 SL-09 SL-11 SL-13 SL-15 CA-02 CA-04 CA-05 CA-32: a lesson from the first «Присоединиться» to «Завершить занятие»', async ({
  person,
  people,
  watch,
}) => {
  // A whole lesson, with axe over four of its pages.
  test.setTimeout(150_000);
  const teacher = await person('teacher');
  const lesson = await publish(teacher);
  const pupil = await person('pupil');
  await open(pupil, lesson);
  await pupil.getByRole('link', { name: 'Подключиться' }).click();
  await expect(pupil.getByLabel('Ваша камера')).toBeVisible();
  await expectAccessible(pupil, watch);
  await goIn(pupil);
  // Before the teacher is in, the pupil waits.
  await expect(pupil.getByText('Учитель ещё не начал занятие')).toBeVisible();

  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await expectMoving(teacher.getByLabel('Ваша камера'));
  await expect(teacher.getByText('Ждут вас: 1')).toBeVisible();
  await goIn(teacher);
  await expect(control(teacher, 'Камера')).toHaveAttribute('aria-pressed', 'true');

  // Nobody has pressed anything there.
  const hostName = people.get('teacher');
  const pupilName = people.get('pupil');
  await expectMoving(tile(pupil, `${hostName.given} ${hostName.middle}`).locator('video'));
  await expectMoving(tile(teacher, pupilName.friendly).locator('video'));
  await expect(teacher.locator('.call-head')).toContainText('Математика 4А');
  // The browser's own microphone beeps: what arrives is sound, not silence.
  await expect.poll(() => energy(pupil)).toBeGreaterThan(0.01);
  await expectAccessible(teacher, watch);

  // The pupil has not been given the screen; the teacher shows one.
  const held = control(pupil, 'Демонстрировать экран');
  const why = 'Демонстрировать экран: ведущий пока не разрешает';
  await expect(held).toBeDisabled();
  await expect(held).toHaveAccessibleDescription(why);
  await held.focus();
  await expect(pupil.getByText(why)).toBeVisible();
  await pupil.keyboard.press('Enter');
  await expect(held).toHaveAttribute('aria-pressed', 'false');
  await expectAccessible(pupil, watch);
  await control(teacher, 'Демонстрировать экран').click();
  await expectMoving(tile(teacher, 'Вы показываете экран').locator('video'));
  await expectMoving(tile(pupil, `Экран: ${hostName.given} ${hostName.middle}`).locator('video'));
  await control(teacher, 'Демонстрировать экран').click();
  await expect(pupil.locator('.call-tile.is-screen')).toHaveCount(0);

  // A hand, by the key; the teacher sees it in the list and takes it from there.
  await pupil.keyboard.press('h');
  await control(teacher, 'Участники').click();
  const list = teacher.getByRole('complementary', { name: 'Участники' });
  await expect(list).toContainText('Подняли руку · 1');
  await expect(list).toContainText('Не в звонке');
  await expectAccessible(teacher, watch);
  await control(pupil, 'Микрофон').click();
  await expect(tile(teacher, pupilName.friendly)).toContainText('микрофон выключен');
  await control(pupil, 'Камера').click();
  await expect(tile(teacher, pupilName.friendly).locator('video')).toBeHidden();

  await control(teacher, 'Выход из звонка').click();
  const sheet = teacher.getByRole('dialog', { name: 'Выйти из звонка?' });
  await sheet.getByRole('button', { name: 'Завершить занятие' }).click();
  await expect(teacher).toHaveURL(lesson);
  await expect(teacher.getByText('Завершён', { exact: true })).toBeVisible();
  await expect(pupil.getByRole('heading', { name: 'Занятие завершено' })).toBeVisible();
  await expectAccessible(pupil, watch);
});

test('CA-04 CA-11 CA-32: without devices one comes in too, leaves, and comes back', { tag: '@once' }, async ({ person, people }) => {
  const teacher = await person('teacher');
  const lesson = await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goIn(teacher);
  await expect(control(teacher, 'Камера')).toBeVisible();
  const pupil = await person('pupil');
  await open(pupil, lesson);
  await pupil.getByRole('link', { name: 'Подключиться' }).click();
  for (const device of ['камеру', 'микрофон']) {
    await pupil.getByRole('button', { name: `Выключить ${device}` }).click();
    await expect(pupil.getByRole('button', { name: `Включить ${device}` })).toBeVisible();
  }
  await expect(pupil.getByText('Камера выключена')).toBeVisible();
  await goIn(pupil);
  const own = people.get('pupil');
  await expect(tile(teacher, own.friendly)).toContainText('микрофон выключен');
  await expectMoving(tile(pupil, `${people.get('teacher').given} ${people.get('teacher').middle}`).locator('video'));
  await control(pupil, 'Камера').click();
  await expectMoving(tile(teacher, own.friendly).locator('video'));

  await control(pupil, 'Выход из звонка').click();
  await expect(pupil.getByRole('heading', { name: 'Вы вышли из звонка' })).toBeVisible();
  await expect(tile(teacher, own.friendly)).toHaveCount(0);
  await pupil.getByRole('button', { name: 'Вернуться в звонок' }).click();
  await goIn(pupil);
  await expect(tile(teacher, own.friendly)).toBeVisible();
});

test('SL-14: another lesson is refused while one goes on, with its name', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/status of 409/);
  const teacher = await person('teacher');
  await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goIn(teacher);
  await expect(control(teacher, 'Камера')).toBeVisible();
  const other = await teacher.context().newPage();
  await open(other, '/schedule');
  for (let days = 1; days < 120; days += 1) {
    await other.goto(`/schedule?date=${iso(later(new Date(), days))}`);
    await expect(other.locator('h2').first()).toBeVisible();
    const create = other.getByRole('button', { name: /^Создать дистанционный урок/ });
    if ((await create.count()) === 0) continue;
    await create.last().click();
    break;
  }
  await other.getByRole('button', { name: 'Опубликовать', exact: true }).click();
  await other.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goIn(other);
  await expect(other.getByRole('alert')).toContainText('Сначала завершите занятие «Математика 4А»');
  await other.getByRole('alert').getByRole('button', { name: 'Завершить занятие' }).click();
  await expect(other.getByText('Завершён', { exact: true })).toBeVisible();
  await expect(teacher.getByRole('heading', { name: 'Занятие завершено' })).toBeVisible();
});

test.describe('each in a browser of their own', () => {
  test.use({ apart: true });

  test('CA-32: the server is killed in the middle of a call, and everybody is back', { tag: '@once' }, async ({
    person,
    people,
    server,
    watch,
  }) => {
    watch.allow(/ERR_CONNECTION/, /ERR_EMPTY_RESPONSE/, /WebSocket/);
    const teacher = await person('teacher');
    const lesson = await publish(teacher);
    const pupil = await person('pupil');
    for (const [page, words] of [[teacher, 'Присоединиться к звонку'], [pupil, 'Подключиться']] as const) {
      await open(page, lesson);
      await page.getByRole('link', { name: words }).click();
      await goIn(page);
      await expect(control(page, 'Камера')).toBeVisible();
    }
    const host = people.get('teacher');
    const seen = () => tile(pupil, `${host.given} ${host.middle}`).locator('video');
    await expectMoving(seen());
    await server.kill();
    await expect(pupil.getByText('Связь прервалась. Восстанавливаем…')).toBeVisible();
    await server.again();
    const restarted = Date.now();
    for (const page of [teacher, pupil]) {
      await expect(page.getByText('Связь прервалась. Восстанавливаем…')).toBeHidden({ timeout: 15_000 });
    }
    expect(Date.now() - restarted).toBeLessThan(10_000);
    await expectMoving(seen());
    await expectMoving(tile(teacher, people.get('pupil').friendly).locator('video'));
  });
});

test('CA-03: what the browser refuses is said with a picture of what to press, and one comes in without', async ({
  person,
  watch,
}) => {
  const teacher = await person('teacher');
  await teacher.context().addInitScript(() => {
    // As a browser whose person has pressed «Блокировать».
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  const alert = teacher.getByRole('alert');
  await expect(alert).toContainText('Браузер не даёт камеру.');
  await expect(alert).toContainText('Браузер не даёт микрофон.');
  await expect(alert.getByRole('img', { name: /Значок слева от адреса/ })).toBeVisible();
  await expectAccessible(teacher, watch);
  await goIn(teacher);
  await expect(control(teacher, 'Камера')).toHaveAttribute('aria-pressed', 'false');
  await expect(tile(teacher, 'Вы')).toContainText('микрофон выключен');
});
