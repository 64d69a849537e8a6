// «Расписание»: day and week, own, a class's, a child's.
import { expect, test } from '../support/test';
import { open, openChat } from '../support/steps';
import { firstYear, iso, later, schoolDay } from '../support/people';

const TUESDAY = schoolDay();
const MONTHS = ['ноября', 'декабря'];
const spoken = (day: Date) => `${day.getUTCDate()} ${MONTHS[day.getUTCMonth() - 10]}`;

test('SL-01 SL-03 SL-05: a teacher’s day, lesson by lesson, and other days', async ({ person }) => {
  const page = await person('teacher');
  await open(page, `/schedule?date=${iso(TUESDAY)}`);
  await expect(page.getByRole('heading', { name: 'Расписание', level: 1 })).toBeVisible();
  const day = page.locator('#day-title');
  await expect(day).toContainText(`Вторник, ${spoken(TUESDAY)}`);
  await expect(day).toContainText(/· \d+ урок/);
  const lesson = page.locator('.lesson').first();
  await expect(lesson.locator('.lesson-start')).toHaveText(/^\d{1,2}:\d\d$/);
  await expect(lesson.locator('.lesson-number')).toHaveText(/^\d урок$/);
  await expect(lesson.locator('.lesson-place')).toContainText('4А');
  await expect(lesson.locator('.lesson-place')).toContainText('каб.');
  const strip = page.getByRole('group', { name: 'День', exact: true });
  await expect(strip.locator('[aria-current=date]')).toContainText(String(TUESDAY.getUTCDate()));
  await strip.getByRole('link', { name: /^Ср/ }).click();
  await expect(day).toContainText(`Среда, ${spoken(later(TUESDAY, 1))}`);
  await page.goBack();
  await expect(day).toContainText('Вторник');
});

test('SL-03: the week, the next one, the one before, and today', async ({ person }) => {
  const page = await person('teacher');
  await open(page, `/schedule?date=${iso(TUESDAY)}`);
  await page.getByRole('group', { name: 'Вид' }).getByRole('link', { name: 'Неделя' }).click();
  const days = page.locator('.week-day');
  await expect(days.first().getByRole('heading')).toContainText('Понедельник');
  expect(await days.count()).toBeGreaterThanOrEqual(5);
  await expect(page.locator('.week-lesson').first()).toBeVisible();
  const heading = days.nth(1).getByRole('heading');
  await expect(heading).toContainText(String(TUESDAY.getUTCDate()));
  await page.getByRole('link', { name: 'Следующая неделя' }).click();
  await expect(heading).toContainText(String(later(TUESDAY, 7).getUTCDate()));
  // The links lead from the week that is shown: each is pressed when it is.
  for (const days of [0, -7]) {
    await page.getByRole('link', { name: 'Предыдущая неделя' }).click();
    await expect(heading).toContainText(String(later(TUESDAY, days).getUTCDate()));
  }
  await page.getByRole('group', { name: 'Вид' }).getByRole('link', { name: 'День' }).click();
  await expect(page.locator('.lesson').first()).toBeVisible();
  await page.getByRole('link', { name: 'Сегодня', exact: true }).click();
  await expect(page).not.toHaveURL(/date=/);
  await expect(page.locator('#day-title')).toBeVisible();
});

test('SL-03: holidays and Sundays say so and lead on', { tag: '@once' }, async ({ person }) => {
  const page = await person('teacher');
  await page.goto(`/schedule?date=${firstYear() + 1}-01-05`);
  await expect(page.getByRole('heading', { name: 'Каникулы' })).toBeVisible();
  await page.getByRole('link', { name: 'К следующей неделе' }).click();
  await expect(page.locator('.lesson').first()).toBeVisible();
  await page.goto(`/schedule?date=${iso(later(TUESDAY, 5))}`);
  await expect(page.getByRole('heading', { name: 'Уроков нет' })).toBeVisible();
  await page.goto('/schedule?date=2026-99-99&of=everybody&view=month');
  await expect(page.getByRole('heading', { name: 'Расписание', level: 1 })).toBeVisible();
});

test('SL-04: «Мои классы» shows the classes of the own load', async ({ person }) => {
  const page = await person('teacher2');
  await open(page, `/schedule?date=${iso(TUESDAY)}`);
  const whose = page.getByRole('group', { name: 'Чьё расписание' });
  await expect(whose.getByRole('link', { name: 'Моё' })).toHaveAttribute('aria-current', 'true');
  await whose.getByRole('link', { name: 'Мои классы' }).click();
  const classes = page.getByRole('navigation', { name: 'Класс' });
  if (await page.locator('summary', { hasText: 'выбрать другой' }).isVisible()) {
    await page.locator('summary', { hasText: 'выбрать другой' }).click();
  }
  await classes.getByRole('link', { name: '4А', exact: true }).click();
  await expect(page).toHaveURL(/of=class-\d+/);
  await expect(page.locator('.lesson').first()).toBeVisible();
  await expect(page.locator('.lesson-subject').filter({ hasText: 'Математика' }).first()).toBeAttached();
});

test('SL-01 SL-10: a pupil sees the own lessons, of the own group', { tag: '@once' }, async ({ person }) => {
  const page = await person('pupil');
  await open(page, `/schedule?date=${iso(TUESDAY)}&view=week`);
  await expect(page.getByRole('group', { name: 'Чьё расписание' })).toHaveCount(0);
  const english = page.locator('.week-lesson').filter({ hasText: 'Английский язык' });
  await expect(english.first()).toContainText('1 группа');
  await expect(english.filter({ hasText: '2 группа' })).toHaveCount(0);
  const other = await person('pupil2');
  await open(other, `/schedule?date=${iso(TUESDAY)}&view=week`);
  await expect(other.locator('.week-lesson').filter({ hasText: 'Английский язык' }).first()).toContainText('2 группа');
});

test('SL-01 ID-15: a guardian sees each child’s lessons under the child’s name', async ({ person, people }) => {
  const page = await person('parent');
  await open(page, `/schedule?date=${iso(TUESDAY)}`);
  const pupil = people.get('pupil');
  const whose = page.getByRole('group', { name: 'Чьё расписание' });
  await expect(whose.getByRole('link')).toHaveCount(2);
  await expect(whose.getByRole('link', { name: `${pupil.given}, 4А` })).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('.lesson').first()).toBeVisible();
  const first = await page.locator('.lesson-subject').allInnerTexts();
  await whose.getByRole('link').last().click();
  await expect(whose.getByRole('link').last()).toHaveAttribute('aria-current', 'true');
  await expect(async () => {
    expect(await page.locator('.lesson-subject').allInnerTexts()).not.toEqual(first);
  }).toPass();
  await whose.getByRole('link').first().click();
  await page.getByRole('link', { name: pupil.fullName }).click();
  await expect(page).toHaveURL(/\/people\/\d+$/);
});

test('SL-01: nobody sees the schedule of strangers', { tag: '@once' }, async ({ person, watch }) => {
  watch.allow(/status of 40[34]/);
  const pupil = await person('pupil');
  const teacher = await person('teacher');
  await open(teacher, `/schedule?date=${iso(TUESDAY)}`);
  await teacher.getByRole('group', { name: 'Чьё расписание' }).getByRole('link', { name: 'Мои классы' }).click();
  await expect(teacher).toHaveURL(/of=class-\d+/);
  const ofClass = new URL(teacher.url());
  await pupil.goto(ofClass.pathname + ofClass.search);
  await expect(pupil.getByText(/не для вас|нет права/).first()).toBeVisible();
  await expect(pupil.locator('.lesson')).toHaveCount(0);
});

test.describe('in a linked school', () => {
  test.use({ school: 'linked' });

  test('SL-02: from a lesson into its chat', { tag: '@once' }, async ({ person }) => {
    const page = await person('teacher');
    await open(page, '/chat-management');
    await page.locator('main').getByRole('button', { name: 'Добавить' }).first().click();
    const sheet = page.getByRole('dialog', { name: 'Новый чат' });
    await sheet.getByLabel('Класс').selectOption('4А');
    await sheet.getByLabel('Предмет', { exact: true }).selectOption('Математика');
    await sheet.getByRole('button', { name: 'Добавить' }).click();
    await expect(sheet).toBeHidden();
    await page.goto(`/schedule?date=${iso(TUESDAY)}&view=week`);
    await page.getByRole('link', { name: 'Математика' }).first().click();
    await page.getByRole('link', { name: 'Открыть чат' }).click();
    await expect(page.locator('#chat-title')).toContainText('Математика');
    await openChat(page, '4А класс');
  });
});
