// What people do, in the words on the screen.
import { expect, type Locator, type Page, type WebSocket } from '@playwright/test';
import type { Someone } from './people';

/** Fills the door and goes in. The fields keep what is typed before the page's script has come. */
export async function signIn(page: Page, who: Someone): Promise<void> {
  await page.goto('/sign-in');
  // The one authority there is is chosen by itself once the page has its script.
  if (who.authority) {
    await expect(page.getByRole('button', { name: 'Показать' })).toBeVisible();
    await page.getByText('Орган управления', { exact: true }).click();
    await expect(page.getByRole('combobox', { name: 'Выберите орган управления' })).not.toHaveValue('');
  }
  await page.getByLabel('Логин').fill(who.login);
  await page.getByLabel('Пароль', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  // Operators have no lessons.
  await page.waitForURL(who.authority ? /\/(authority|profile)$/ : '**/schedule**');
}

/** Opens an address and waits until the page's script has taken over and has its socket. */
export async function open(page: Page, path: string): Promise<void> {
  let last: WebSocket | undefined;
  const watch = (socket: WebSocket) => void socket.on('framereceived', () => (last = socket));
  page.on('websocket', watch);
  await page.goto(path);
  // A socket of the page before has been closed with it.
  await expect.poll(() => last && !last.isClosed(), { message: `the socket of ${path}` }).toBe(true);
  page.off('websocket', watch);
}

/** The newest code sent to a number, from the demonstration's outbox. */
export async function code(page: Page, phone: string): Promise<string> {
  const outbox = await (await page.request.get('/demo/outbox.json')).json();
  return outbox.find((item: { phone: string }) => item.phone === phone).code;
}

/** «Привязать …» on «Чаты». */
export async function begin(page: Page): Promise<void> {
  await page.goto('/chats');
  await page.locator('main').getByRole('button', { name: 'Привязать учебный профиль VK ID' }).click();
}

export async function givePhone(page: Page, phone: string): Promise<void> {
  await page.getByLabel('Введите свой номер мобильного телефона').fill(phone);
  await goOn(page);
}

export async function giveCode(page: Page, phone: string): Promise<void> {
  const field = page.getByLabel('Введите код из SMS, которое придёт на ваш телефон');
  await field.waitFor();
  await field.fill(await code(page, phone));
  await goOn(page);
}

/** «Заполните информацию о себе», with the patronymic left out: it is optional. */
export async function giveAbout(page: Page, who: Someone): Promise<void> {
  await page.getByLabel('Фамилия').fill(who.family);
  await page.getByLabel('Имя', { exact: true }).fill(who.given);
  await page.getByLabel('Дата рождения').fill(who.born);
  await page.getByLabel(who.male ? 'Мужской' : 'Женский').check();
  await goOn(page);
}

export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Продолжить', exact: true }).click();
}

/** VK ID of somebody who has none yet, up to the return to the journal. */
export async function vkId(page: Page, whose: Someone): Promise<void> {
  await givePhone(page, whose.phone);
  await giveCode(page, whose.phone);
  await giveAbout(page, whose);
  await page.getByText('Регистрация ВКонтакте не нужна').waitFor();
  await goOn(page);
  await page.waitForURL('**/link');
}

/** VK ID of somebody who has been there, from the phone on. */
export async function vkIdAgain(page: Page, whose: Someone): Promise<void> {
  await givePhone(page, whose.phone);
  await giveCode(page, whose.phone);
  // The consent is asked for again after it was withdrawn, and not otherwise.
  const consent = page.getByText('Регистрация ВКонтакте не нужна');
  const back = page.getByRole('heading', { name: /Проверьте|Не удалось|Похоже/ });
  await expect(consent.or(back).first()).toBeVisible();
  if (await consent.isVisible()) await goOn(page);
  await page.waitForURL('**/link');
}

/** The whole linking of a new person. */
export async function linkAs(page: Page, who: Someone): Promise<void> {
  await begin(page);
  await vkId(page, who);
  await page.getByRole('link', { name: 'Создать учебный профиль' }).click();
  await page.getByRole('heading', { name: 'Создать учебный профиль' }).waitFor();
  await goOn(page);
  await page.getByRole('heading', { name: 'Готово. Учебный профиль привязан' }).waitFor();
}

/** The entry of a chat in a list. */
export function entry(page: Page, name: string): Locator {
  return page.locator('a.chat-item').filter({ has: page.getByText(name, { exact: true }) });
}

/** Opens the messenger on a chat. */
export async function openChat(page: Page, name: string): Promise<void> {
  await open(page, '/messenger');
  await entry(page, name).click();
  await expect(page.locator('#chat-title')).toHaveText(name);
  await expect(page.getByRole('textbox', { name: 'Сообщение' })).toBeVisible();
}

/** Writes a message and sends it with the button, as one does on a phone. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Сообщение' }).fill(text);
  await page.getByRole('button', { name: 'Отправить' }).click();
}

/** Messages in the open chat with this text. */
export function message(page: Page, text: string): Locator {
  return page.locator('.message').filter({ has: page.getByText(text, { exact: true }) });
}

/** Texts of all messages in the open chat, in order. */
export async function texts(page: Page): Promise<string[]> {
  return page.locator('.message .message-text').allInnerTexts();
}

/** The own full name at the top right, with its menu open. */
export async function openMenu(page: Page, who: Someone): Promise<Locator> {
  const menu = page.locator('details.person-menu');
  await expect(menu).toContainText(who.fullName);
  await menu.locator('summary').click();
  return menu;
}

/** Opens the dialogue with somebody by the pencil. */
export async function writeTo(page: Page, name: string): Promise<void> {
  await open(page, '/messenger');
  await page.getByRole('button', { name: 'Написать', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Кому написать' });
  await sheet.getByRole('searchbox', { name: 'Имя, роль или класс' }).fill(name.split(' ')[0]!);
  await sheet.getByRole('button', { name: new RegExp(name) }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}
