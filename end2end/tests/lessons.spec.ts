// Remote lessons: planned, announced, seen at once, called off.
import { expect, test } from '../support/test';
import { expectAccessible } from '../support/axe';
import { iso, later } from '../support/people';
import { open } from '../support/steps';
import type { Page } from '@playwright/test';

/** Opens «Мои классы» of 4А on the next day that has mathematics, and returns its date. */
async function aheadIn4A(page: Page): Promise<string> {
  await open(page, '/schedule');
  await page.getByRole('group', { name: 'Чьё расписание' }).getByRole('link', { name: 'Мои классы' }).click();
  await expect(page).toHaveURL(/of=class-\d+/);
  const of = new URL(page.url()).searchParams.get('of');
  // Over holidays too: the summer is the longest.
  for (let days = 1; days < 120; days += 1) {
    const date = iso(later(new Date(), days));
    await page.goto(`/schedule?of=${of}&date=${date}`);
    await expect(page.locator('#day-title, h2').first()).toBeVisible();
    if ((await page.locator('.lesson').filter({ hasText: 'Математика' }).count()) > 0) {
      await open(page, `/schedule?of=${of}&date=${date}`);
      return date;
    }
  }
  throw new Error('no mathematics ahead');
}

test('SL-05 SL-06 SL-07 SL-10 SL-12: a teacher plans and publishes a remote lesson, a pupil and a parent see it at once', async ({
  person,
  watch,
}) => {
  const teacher = await person('teacher');
  const date = await aheadIn4A(teacher);
  const pupil = await person('pupil');
  await open(pupil, `/schedule?date=${date}`);
  const parent = await person('parent');
  await open(parent, `/schedule?date=${date}`);
  const lesson = (page: Page) => page.locator('.lesson').filter({ hasText: 'Математика' }).first();
  await expect(lesson(pupil)).toBeVisible();
  await expect(lesson(parent)).toBeVisible();

  await lesson(teacher).getByRole('link', { name: 'Математика', exact: true }).click();
  await expect(teacher.getByRole('heading', { name: 'Математика', level: 1 })).toBeVisible();
  await expect(teacher.locator('.page-sub')).toContainText('4А');
  await expectAccessible(teacher, watch);
  await teacher.getByRole('button', { name: /^Создать дистанционный урок/ }).click();
  await expect(teacher.getByText('Черновик видят только учителя этой группы')).toBeVisible();
  await expectAccessible(teacher, watch);
  await teacher.getByRole('link', { name: 'К расписанию' }).click();
  await expect(lesson(teacher)).toContainText('Дистанционный урок · черновик');
  await expect(lesson(pupil)).not.toContainText('Дистанционный урок');
  await lesson(teacher).getByRole('link', { name: 'Математика', exact: true }).click();
  await teacher.getByRole('button', { name: 'Опубликовать', exact: true }).click();
  await expect(teacher.getByText('Опубликован', { exact: true })).toBeVisible();

  // Nobody has pressed anything there.
  await expect(lesson(pupil)).toContainText('Дистанционный урок · опубликован');
  await expect(lesson(parent)).toContainText('Дистанционный урок · опубликован');
  await expectAccessible(pupil, watch);
  await lesson(pupil).getByRole('link', { name: 'Математика', exact: true }).click();
  await expect(pupil.getByText('Урок пройдёт дистанционно, не в кабинете.')).toBeVisible();
  await expect(pupil.getByRole('button', { name: 'Отменить урок' })).toHaveCount(0);
});

test('SL-06 SL-07: a published lesson is called off after a question, and may be planned anew', async ({ person, watch }) => {
  const teacher = await person('teacher');
  const date = await aheadIn4A(teacher);
  const pupil = await person('pupil');
  await open(pupil, `/schedule?date=${date}&view=week`);
  const remote = pupil.locator('.week-lesson').filter({ hasText: 'дистанционно' });
  await expect(pupil.locator('.week-lesson').first()).toBeVisible();

  const create = teacher.getByRole('button', { name: /^Создать дистанционный урок «Математика/ }).first();
  await create.click();
  await teacher.getByRole('button', { name: 'Опубликовать', exact: true }).click();
  await expect(remote).toHaveCount(1);
  await open(teacher, new URL(teacher.url()).pathname);
  await teacher.getByRole('button', { name: 'Отменить урок' }).click();
  const sheet = teacher.getByRole('dialog', { name: 'Отменить дистанционный урок?' });
  await expect(sheet).toBeVisible();
  await expectAccessible(teacher, watch);
  await sheet.getByRole('button', { name: 'Оставить' }).click();
  await expect(sheet).toBeHidden();
  await expect(remote).toHaveCount(1);
  await teacher.getByRole('button', { name: 'Отменить урок' }).click();
  await sheet.getByRole('button', { name: 'Отменить урок' }).click();
  await expect(remote).toHaveCount(0);
  await expect(teacher.getByRole('button', { name: /^Создать дистанционный урок/ })).toBeVisible();
});

test('SL-07: what is somebody else’s is refused by the server too', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/status of 404/);
  const teacher = await person('teacher');
  const date = await aheadIn4A(teacher);
  await teacher.getByRole('button', { name: /^Создать дистанционный урок «Математика/ }).first().click();
  const id = await teacher.locator('input[name=lesson]').first().inputValue();
  const pupil = await person('pupil');
  await open(pupil, `/schedule?date=${date}`);
  const publish = (page: Page) =>
    page.request.post('/schedule/lesson/publish', {
      form: { lesson: id },
      headers: { 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    });
  expect((await publish(pupil)).status()).toBe(404);
  expect((await publish(teacher)).status()).toBe(303);
  expect((await publish(teacher)).status()).toBe(409);
});
