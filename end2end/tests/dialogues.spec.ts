// Two people write to each other.
import { expect, test } from '../support/test';
import { expectAccessible } from '../support/axe';
import { open, writeTo } from '../support/steps';
import type { Page } from '@playwright/test';

test.use({ school: 'linked' });

const chatWith = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Чаты' }).getByRole('link', { name: new RegExp(name) });

test('MS-05 RC-14: a parent writes to the class teacher alone, and nobody writes to whom one may not', async ({
  person,
  people,
  watch,
}) => {
  watch.allow(/status of 404/);
  const [teacher, parent, pupil] = [await person('teacher'), await person('parent'), await person('pupil')];
  const [host, guardian] = [people.get('teacher').fullName, people.get('parent').fullName];
  await open(teacher, '/messenger');
  await writeTo(parent, host);
  await expect(parent.getByText('его увидите только вы двое')).toBeVisible();
  await expectAccessible(parent, watch);
  // The other one hears of it with the first message.
  await expect(chatWith(teacher, guardian)).toHaveCount(0);
  await parent.getByRole('textbox', { name: 'Сообщение' }).fill('Артём сегодня болеет');
  await parent.getByRole('button', { name: 'Отправить' }).click();
  await chatWith(teacher, guardian).click();
  await expect(teacher.getByRole('log')).toContainText('Артём сегодня болеет');
  const here = new URL(teacher.url()).pathname;
  await expectAccessible(teacher, watch);
  // It is found again, from the list of members too.
  await open(teacher, '/messenger');
  await teacher.getByRole('link', { name: /4А класс Родители/ }).click();
  await teacher.getByRole('button', { name: 'Участники' }).click();
  await teacher.getByRole('button', { name: `Написать: ${guardian}` }).click();
  await expect(teacher).toHaveURL(new RegExp(`${here}$`));

  // A pupil is offered the teachers and the own family, not the other pupils.
  await open(pupil, '/messenger');
  await pupil.getByRole('button', { name: 'Написать', exact: true }).click();
  const sheet = pupil.getByRole('dialog', { name: 'Кому написать' });
  await expect(sheet.getByRole('button', { name: new RegExp(host) })).toBeVisible();
  await expect(sheet.getByText('ваш родитель')).toBeVisible();
  await expect(sheet.getByText('ученик', { exact: false })).toHaveCount(0);
  await expectAccessible(pupil, watch);
  await sheet.getByRole('searchbox').fill('ааа');
  await expect(sheet.getByText('Никого не нашлось')).toBeVisible();
  const read = await pupil.goto(here);
  expect(read?.status()).toBeLessThan(500);
  await expect(pupil.getByRole('heading', { name: 'Этот чат для вас закрыт' })).toBeVisible();
});
