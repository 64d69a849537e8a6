// Calls in chats: begun by a teacher, announced to the members, open to nobody else.
import { expect, test } from '../support/test';
import { expectAccessible } from '../support/axe';
import { control, expectMoving, goInside, publish, tile } from '../support/calls';
import { linkAs, open } from '../support/steps';

test.use({ school: 'linked' });

test('CA-30 CA-31 CA-33 MS-12: the class teacher calls in the parents’ chat, a guardian comes in by «Войти»', async ({
  person,
  people,
  watch,
}) => {
  watch.allow(/status of 404/);
  const [teacher, parent] = [await person('teacher'), await person('parent')];
  await open(parent, '/schedule');
  await open(teacher, '/messenger');
  await teacher.getByRole('link', { name: /4А класс Родители/ }).click();
  await teacher.getByRole('link', { name: 'Позвонить' }).click();
  await goInside(teacher);
  const host = `${people.get('teacher').given} ${people.get('teacher').middle}`;
  const name = people.get('parent').friendly;

  // Wherever the guardian is, it rings; and there is a card in the chat.
  const ring = parent.locator('.rings').filter({ hasText: 'звонит в чат' });
  await expect(ring).toContainText(`${host} звонит в чат «4А класс Родители»`);
  await expectAccessible(parent, watch);
  await ring.getByRole('button', { name: 'Не сейчас' }).click();
  await expect(parent.getByText('звонит в чат')).toBeHidden();
  await open(parent, '/messenger');
  await expect(parent.getByText('звонит в чат'), 'it has been said once').toHaveCount(0);
  await parent.getByRole('link', { name: /4А класс Родители/ }).click();
  await expect(parent.getByText(`Звонок идёт с`)).toBeVisible();
  await expectAccessible(parent, watch);
  await parent.getByRole('link', { name: 'Войти', exact: true }).click();
  const link = new URL(parent.url()).pathname;
  await goInside(parent);
  await expectMoving(tile(parent, host).locator('video'));
  await expectMoving(tile(teacher, name).locator('video'));

  // A pupil with the link finds nothing there.
  const pupil = await person('pupil');
  await pupil.goto(link);
  await expect(pupil.getByRole('button', { name: 'Присоединиться', exact: true })).toHaveCount(0);

  // The guardian can only leave; the teacher ends it for all.
  await control(parent, 'Выход из звонка').click();
  await expect(parent.getByRole('heading', { name: 'Вы вышли из звонка' })).toBeVisible();
  await parent.getByRole('button', { name: 'Вернуться в звонок' }).click();
  await goInside(parent);
  await control(teacher, 'Выход из звонка').click();
  const sheet = teacher.getByRole('dialog', { name: 'Выйти из звонка?' });
  await sheet.getByRole('button', { name: 'Завершить звонок' }).click();
  await expect(teacher).toHaveURL(/\/messenger\/\d+/);
  await expect(parent.getByRole('heading', { name: 'Звонок завершён' })).toBeVisible();
  await expect(teacher.getByRole('link', { name: 'Позвонить' })).toBeVisible();
  // Nobody calls any more: the guardian has nothing to come into.
  await parent.goto(link);
  await expect(parent.getByText('Звонок закончился или ещё не начался.')).toBeVisible();
});

test('SL-10 SL-15 CA-32: a running lesson stands on every page of its pupils and in its chat', { tag: '@once' }, async ({
  person,
}) => {
  const [teacher, pupil] = [await person('teacher'), await person('pupil')];
  const lesson = await publish(teacher);
  await open(pupil, '/schedule');
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goInside(teacher);
  const ring = pupil.locator('.rings').filter({ hasText: 'Идёт занятие «Математика 4А»' });
  await expect(ring.getByRole('link', { name: 'Подключиться' })).toBeVisible();
  // The page of the very lesson has the way in itself; another lesson's has not.
  await open(pupil, lesson);
  await expect(pupil.locator('main').getByRole('link', { name: 'Подключиться' })).toBeVisible();
  await expect(ring).toHaveCount(0);
  const [, , , , date, number] = lesson.split('/');
  const other = pupil.locator(`main a[href^="/schedule/lesson/"][href*="/${date}/"]:not([href$="/${number}"])`);
  await open(pupil, `/schedule?date=${date}`);
  await other.first().click();
  await expect(pupil).toHaveURL(/\/schedule\/lesson\//);
  await expect(ring.getByRole('link', { name: 'Подключиться' })).toBeVisible();
  await open(pupil, '/messenger');
  await pupil.getByRole('link', { name: /Математика 4А/ }).first().click();
  await expect(pupil.getByText('Занятие идёт с')).toBeVisible();
  await pupil.locator('.chat-pane').getByRole('link', { name: 'Подключиться' }).click();
  await goInside(pupil);
});

test('CA-13: whoever joins the chat during a call gets a row there', { tag: '@once' }, async ({ person, people }) => {
  const [teacher, newcomer] = [await person('teacher'), await person('teacher-parent')];
  await open(teacher, '/messenger');
  await teacher.getByRole('link', { name: /4А класс Родители/ }).click();
  await teacher.getByRole('link', { name: 'Позвонить' }).click();
  await goInside(teacher);
  await control(teacher, 'Участники').click();
  const list = teacher.getByRole('complementary', { name: 'Участники' });
  await expect(list).toContainText('Не в звонке');
  const who = people.get('teacher-parent');
  await expect(list).not.toContainText(who.family);
  await linkAs(newcomer, who);
  await expect(list.getByRole('listitem').filter({ hasText: who.family })).toContainText('родитель');
  await expect(tile(teacher, 'Вы').locator('video'), 'nothing was drawn anew').toBeVisible();
});
