// Two people call each other.
import { expect, test } from '../support/test';
import { expectAccessible } from '../support/axe';
import { control, expectMoving, tile } from '../support/calls';
import { open, writeTo } from '../support/steps';

test.use({ school: 'linked' });

test('CA-33: a call of two rings, is declined, is answered, and is over for both', async ({ person, people, watch }) => {
  const [teacher, pupil] = [await person('teacher'), await person('pupil')];
  const [host, name] = [people.get('teacher').fullName, people.get('pupil').fullName];
  await open(teacher, '/schedule');
  await writeTo(pupil, host);
  const dial = async () => {
    await pupil.getByRole('button', { name: 'Позвонить', exact: true }).click();
    await expect(pupil.getByText('Звоним. Ждём ответа…')).toBeVisible();
  };
  await pupil.getByRole('link', { name: 'Позвонить' }).click();
  await dial();

  const ring = teacher.locator('.rings').filter({ hasText: 'звонит вам' });
  await expect(ring).toContainText(`${people.get('pupil').friendly} звонит вам`);
  await expectAccessible(teacher, watch);
  await ring.getByRole('button', { name: 'Отклонить' }).click();
  await expect(ring).toHaveCount(0);
  await expect(pupil.getByRole('heading', { name: 'Звонок отклонён' })).toBeVisible();
  await expect(pupil.getByText(`${host} сейчас не может говорить`)).toBeVisible();
  await expectAccessible(pupil, watch);

  // Called off, it is told as missed until somebody writes.
  await pupil.getByRole('button', { name: 'Позвонить снова' }).click();
  await dial();
  await expect(ring).toBeVisible();
  await control(pupil, 'Выход из звонка').click();
  await expect(ring).toHaveCount(0);
  await open(teacher, '/messenger');
  const entry = teacher.getByRole('link', { name: new RegExp(name) });
  await expect(entry).toContainText('Пропущенный звонок');
  await entry.click();
  await expect(teacher.getByRole('link', { name: 'Перезвонить' })).toBeVisible();
  await expectAccessible(teacher, watch);

  await pupil.getByRole('button', { name: 'Позвонить снова' }).click();
  await dial();
  await expect(teacher.getByText('Пропущенный звонок')).toHaveCount(0);
  await teacher.getByRole('link', { name: 'Ответить' }).click();
  await teacher.getByRole('button', { name: 'Ответить', exact: true }).click();
  await expectMoving(tile(teacher, people.get('pupil').friendly).locator('video'));
  await expectMoving(tile(pupil, `${people.get('teacher').given} ${people.get('teacher').middle}`).locator('video'));
  await expect(pupil.getByText('Звоним. Ждём ответа…')).toHaveCount(0);
  // Both may show a screen, and neither is above the other.
  await expect(control(pupil, 'Демонстрировать экран')).toBeEnabled();
  await control(teacher, 'Участники').click();
  await expect(teacher.getByText('Доступы участников')).toHaveCount(0);
  await control(teacher, 'Выход из звонка').click();
  for (const page of [teacher, pupil]) {
    await expect(page.getByRole('heading', { name: 'Звонок завершён' })).toBeVisible();
  }
  await teacher.getByRole('link', { name: 'К чату' }).click();
  await expect(teacher.getByRole('heading', { level: 1, name })).toBeVisible();
});
