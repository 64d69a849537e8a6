// The messenger: live both ways, unread, authors, links, drafts, the limit.
import { expect, test } from '../support/test';
import { entry, message, open, openChat, texts, write } from '../support/steps';

test.use({ school: 'linked' });

test('MS-04 RC-10: messages both ways, live, with unread counts, authors and times', async ({ person, people }) => {
  const teacher = await person('teacher');
  const pupil = await person('pupil');
  const elsewhere = await pupil.context().newPage();
  await open(elsewhere, '/schedule');
  await open(pupil, '/messenger');
  await expect(entry(pupil, '4А класс')).toContainText('Пока нет сообщений');
  await openChat(teacher, '4А класс');
  await expect(teacher.getByText('Здесь ещё ничего не писали')).toBeVisible();
  await write(teacher, 'Добрый день, 4А!');
  await expect(message(teacher, 'Добрый день, 4А!')).toContainText('отправлено');
  await expect(teacher.getByRole('textbox', { name: 'Сообщение' })).toHaveValue('');
  await expect(teacher.locator('.day-divider')).toHaveText('Сегодня');
  await write(teacher, 'Завтра контрольная.');

  // Unread in the list, in the sections of the journal, gone once read.
  const listed = entry(pupil, '4А класс');
  await expect(listed).toContainText('Завтра контрольная.');
  await expect(listed).toContainText(people.get('teacher').given);
  await expect(listed.locator('.chat-item-unread')).toHaveText('2');
  await expect(listed.locator('.chat-item-unread')).toHaveAccessibleName('2 непрочитанных');
  await expect(elsewhere.locator('.rail-badge')).toContainText('2');
  await listed.click();
  await expect(message(pupil, 'Добрый день, 4А!')).toBeVisible();
  await expect(pupil.locator('.message-author').first()).toContainText(people.get('teacher').given);
  await expect(pupil.locator('.message-role').first()).toHaveText('учитель');
  await expect(message(pupil, 'Завтра контрольная.').locator('time')).toHaveText(/^\d{1,2}:\d\d$/);
  await expect(listed.locator('.chat-item-unread')).toHaveCount(0);
  await expect(elsewhere.locator('.rail-badge')).toHaveCount(0);

  await write(pupil, 'А по какой теме?');
  await expect(message(teacher, 'А по какой теме?')).toBeVisible();
  expect(await texts(teacher)).toEqual(['Добрый день, 4А!', 'Завтра контрольная.', 'А по какой теме?']);
  expect(await texts(pupil)).toEqual(await texts(teacher));
  await pupil.reload();
  await expect(message(pupil, 'А по какой теме?')).toBeVisible();
  expect(await texts(pupil)).toEqual(await texts(teacher));
});

test('MS-04: «печатает…» is shown while somebody writes', { tag: '@once' }, async ({ person, people }) => {
  const teacher = await person('teacher');
  const pupil = await person('pupil');
  await openChat(teacher, '4А класс');
  await openChat(pupil, '4А класс');
  await teacher.getByRole('textbox', { name: 'Сообщение' }).pressSequentially('Се');
  await expect(pupil.locator('.typing')).toContainText(new RegExp(`${people.get('teacher').given}.* печатает…`));
  await write(teacher, 'Сегодня');
  await expect(message(pupil, 'Сегодня')).toBeVisible();
  await expect(pupil.locator('.typing')).toBeEmpty();
});

test('MS-04: addresses become links, and nothing else becomes code', { tag: '@once' }, async ({ person }) => {
  const teacher = await person('teacher');
  await openChat(teacher, '4А класс');
  await write(teacher, 'Задачи: https://example.ru/zadachi?n=1. <b>Жирно</b>');
  const link = teacher.locator('.message-text').getByRole('link', { name: 'https://example.ru/zadachi?n=1' });
  await expect(link).toHaveAttribute('href', 'https://example.ru/zadachi?n=1');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener.*noreferrer/);
  await expect(teacher.locator('.message-text b')).toHaveCount(0);
  await expect(teacher.locator('.message-text')).toContainText('<b>Жирно</b>');
});

test('MS-04: more than 4000 characters are refused in clear words, and kept', { tag: '@once' }, async ({ person }) => {
  const page = await person('teacher');
  await openChat(page, '4А класс');
  const field = page.getByRole('textbox', { name: 'Сообщение' });
  await field.fill('я'.repeat(4001));
  await expect(page.getByRole('alert').filter({ hasText: 'Сообщение длиннее 4000 знаков' })).toBeVisible();
  await expect(page.getByText('4001 из 4000')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Отправить' })).toBeDisabled();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('я'.repeat(4000));
  await expect(page.getByText('4000 из 4000')).toBeVisible();
  await page.getByRole('button', { name: 'Отправить' }).click();
  await expect(page.locator('.message')).toHaveCount(1);
  await expect(page.locator('.message')).toContainText('отправлено');
});

test('MS-04: a draft outlives a reload and another chat', async ({ person }) => {
  const page = await person('teacher');
  await openChat(page, '4А класс');
  const field = page.getByRole('textbox', { name: 'Сообщение' });
  await field.fill('Не забудьте');
  await page.reload();
  await expect(field).toHaveValue('Не забудьте');
  await openChat(page, 'Учительская');
  await expect(field).toHaveValue('');
  const draft = page.locator('a.chat-item', { hasText: 'Не забудьте' }).locator('.chat-item-preview');
  await expect(draft).toHaveAttribute('data-label', /Черновик/);
  await openChat(page, '4А класс');
  await expect(field).toHaveValue('Не забудьте');
  await page.getByRole('button', { name: 'Отправить' }).click();
  await expect(message(page, 'Не забудьте')).toContainText('отправлено');
  await page.reload();
  await expect(message(page, 'Не забудьте')).toBeVisible();
  await expect(field).toHaveValue('');
});

test('MS-04: what is above is read page by page, in order', { tag: '@once' }, async ({ person }) => {
  const page = await person('teacher');
  await openChat(page, '4А класс');
  const all = Array.from({ length: 70 }, (_, at) => `Сообщение ${at + 1}`);
  for (const text of all) await write(page, text);
  await expect(message(page, 'Сообщение 70')).toContainText('отправлено');
  await expect(page.locator('.message.is-pending')).toHaveCount(0);
  await page.reload();
  await expect(message(page, 'Сообщение 70')).toBeInViewport();
  const column = page.getByRole('log', { name: 'Сообщения' });
  await expect(async () => {
    await column.evaluate((list) => (list.scrollTop = 0));
    await expect(message(page, 'Сообщение 1')).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await texts(page)).toEqual(all);
  await page.getByRole('button', { name: 'К последним сообщениям' }).click();
  await expect(message(page, 'Сообщение 70')).toBeInViewport();
});

test('RC-11 RC-15: nobody opens another’s chat by its address', { tag: '@once' }, async ({ person, watch }) => {
  // The address of a chat that is not one's own is the address of no chat.
  watch.allow(/status of 404/);
  const teacher = await person('teacher');
  await openChat(teacher, 'Учительская');
  const place = new URL(teacher.url()).pathname;
  await write(teacher, 'Педсовет в пятницу');
  await expect(message(teacher, 'Педсовет в пятницу')).toContainText('отправлено');
  const pupil = await person('pupil');
  await open(pupil, '/messenger');
  await expect(pupil.locator('a.chat-item')).toHaveCount(1);
  await pupil.goto(place);
  await expect(pupil.getByText('Этот чат для вас закрыт')).toBeVisible();
  await expect(pupil.locator('body')).not.toContainText('Педсовет');
  await expect(pupil.getByRole('textbox', { name: 'Сообщение' })).toHaveCount(0);
  await pupil.goto('/messenger/999999');
  await expect(pupil.getByText('Этот чат для вас закрыт')).toBeVisible();
});

test('RC-05 RC-06 RC-12: members say why they are here, the teacher sees who is missing', async ({ person, people }) => {
  const teacher = await person('teacher');
  await openChat(teacher, '4А класс Родители');
  await expect(teacher.locator('.chat-head')).toContainText(/2 участника, \d+ ещё не подключил/);
  await teacher.getByRole('button', { name: 'Участники' }).click();
  const panel = teacher.getByRole('region', { name: 'Участники' });
  await expect(panel).toContainText(people.get('parent').fullName);
  await expect(panel).toContainText(`ребёнок: ${people.get('pupil').fullName}`);
  await expect(panel.getByRole('heading', { name: 'Ещё не подключились' })).toBeVisible();
  await panel.getByRole('button', { name: 'Закрыть' }).click();
  await expect(panel).toHaveCount(0);
});

test('MS-04: on a phone the list, then the chat, then back; wide, both', async ({ person }, info) => {
  const page = await person('teacher');
  await open(page, '/messenger');
  const list = page.getByRole('heading', { name: 'Чаты', exact: true });
  const field = page.getByRole('textbox', { name: 'Сообщение' });
  await expect(list).toBeVisible();
  await entry(page, 'Учительская').click();
  await expect(field).toBeVisible();
  if (info.project.name === 'phone') {
    await expect(list).toBeHidden();
    await page.getByRole('link', { name: 'К списку чатов' }).click();
    await expect(list).toBeVisible();
    await expect(field).toBeHidden();
    await entry(page, '4А класс').click();
    await expect(field).toBeVisible();
    await page.goBack();
    await expect(list).toBeVisible();
  } else {
    await expect(list).toBeVisible();
    await expect(page.getByRole('link', { name: 'К списку чатов' })).toBeHidden();
  }
  await page.getByRole('searchbox', { name: 'Поиск по чатам' }).fill('родит');
  await expect(page.locator('a.chat-item')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Поиск по чатам' }).fill('нет такого');
  await expect(page.getByText('Такого чата нет. Проверьте название.')).toBeVisible();
});

test('MS-04: «Enter» sends where there are keys, and is a new line under a finger', async ({ person }, info) => {
  const page = await person('teacher');
  await openChat(page, '4А класс');
  const field = page.getByRole('textbox', { name: 'Сообщение' });
  await field.fill('Первая строка');
  await field.press('Enter');
  if (info.project.name === 'phone') {
    await expect(field).toHaveValue('Первая строка\n');
  } else {
    await expect(message(page, 'Первая строка')).toContainText('отправлено');
    await field.fill('Раз');
    await field.press('Shift+Enter');
    await expect(field).toHaveValue('Раз\n');
  }
});

test('MS-04: a full disk is said at the message, which is sent again once there is room', { tag: '@once' }, async ({ person }) => {
  const teacher = await person('teacher');
  // What the server says on a full disk (`server/tests/proof/disk.rs`), without filling one.
  let full = true;
  await teacher.routeWebSocket(/\/ws$/, (page) => {
    const server = page.connectToServer();
    page.onMessage((text) => {
      const frame = JSON.parse(String(text)) as { do: string; key?: string };
      if (full && frame.do === 'send') {
        page.send(JSON.stringify({ is: 'refused', key: frame.key, problem: { code: 'no_room' } }));
      } else {
        server.send(text);
      }
    });
  });
  await openChat(teacher, '4А класс');
  await write(teacher, 'Ещё поместится?');
  const mine = message(teacher, 'Ещё поместится?');
  await expect(mine.getByRole('alert')).toContainText('На сервере закончилось место');
  await expect(teacher.getByRole('textbox', { name: 'Сообщение' })).toBeEnabled();
  full = false;
  await mine.getByRole('button', { name: 'Повторить' }).click();
  await expect(mine).toContainText('отправлено');
  await expect(mine.getByRole('alert')).toHaveCount(0);
});
