// What every page owes: axe finds nothing, nothing is wider than the screen, strict headers.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { iso, schoolDay } from '../support/people';
import { Server } from '../support/server';
import { begin, code, entry, giveCode, givePhone, goOn, open, openChat, vkId, write } from '../support/steps';
import { expect, test, waking } from '../support/test';

const DAY = iso(schoolDay());

/** Nothing may make the page scroll sideways. */
async function expectNarrow(page: Page): Promise<void> {
  const { inner, scroll, widest } = await page.evaluate(() => {
    const inner = document.documentElement.clientWidth;
    const widest = [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > inner + 1)
      .map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''}`)
      .slice(0, 5);
    return { inner, scroll: document.documentElement.scrollWidth, widest };
  });
  expect.soft(scroll, `${page.url()} is wider than ${inner}: ${widest}`).toBeLessThanOrEqual(inner);
}

/** Looks at a page as it stands in every way that every page is looked at. */
type Look = (page: Page) => Promise<void>;

/** Walks through every page of somebody who has not linked, VK ID included. */
async function beforeLinking(page: Page, phone: () => Promise<void>, look: Look): Promise<void> {
  for (const path of ['/schedule', `/schedule?date=${DAY}`, `/schedule?date=${DAY}&view=week`, '/chats', '/profile', '/link']) {
    await open_(page, path);
    await look(page);
  }
  await phone();
}

/** Some pages have no socket; all have a heading. */
async function open_(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading').first()).toBeVisible();
}

const LOOKS: [string, (watch: Parameters<typeof expectAccessible>[1]) => Look][] = [
  ['axe finds nothing', (watch) => (page) => expectAccessible(page, watch)],
  [
    'nothing scrolls sideways at 320 px',
    () => async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await expectNarrow(page);
    },
  ],
];

for (const [title, make] of LOOKS) {
  test(`PL-06 Look: ${title} on the way to a link`, async ({ visitor, person, people, watch }, info) => {
    test.skip(title.includes('320') && info.project.name !== 'phone', 'once is enough');
    test.setTimeout(240_000);
    const look = make(watch);
    watch.allow(/status of 40[134]/);
    const stranger = await visitor();
    for (const path of ['/sign-in', '/sign-in/forgot', '/demo/outbox', '/demo/components', '/no/such/page']) {
      await open_(stranger, path);
      await look(stranger);
    }
    await stranger.goto('/sign-in');
    await stranger.getByLabel('Логин').fill('teacher');
    await stranger.getByLabel('Пароль', { exact: true }).fill('x');
    await stranger.getByRole('button', { name: 'Войти', exact: true }).click();
    await expect(stranger.getByRole('alert')).toBeVisible();
    await look(stranger);

    const who = people.get('parent');
    const page = await person('parent');
    await beforeLinking(page, async () => {
      await begin(page);
      await expect(page.getByLabel('Введите свой номер мобильного телефона')).toBeVisible();
      await look(page);
      await givePhone(page, who.phone);
      await expect(page.getByLabel('Введите код из SMS')).toBeVisible();
      await look(page);
      await page.goto('/vkid/password');
      await look(page);
      await page.goto('/vkid/code');
      await page.getByLabel('Введите код из SMS').fill(await code(page, who.phone));
      await goOn(page);
      await expect(page.getByRole('heading', { name: 'Заполните информацию о себе' })).toBeVisible();
      await look(page);
      await goOn(page);
      await look(page);
      await page.getByLabel('Фамилия').fill(who.family);
      await page.getByLabel('Имя', { exact: true }).fill(who.given);
      await page.getByLabel('Дата рождения').fill(who.born);
      await page.getByLabel('Мужской').check();
      await goOn(page);
      await expect(page.getByText('Регистрация ВКонтакте не нужна')).toBeVisible();
      await look(page);
      await goOn(page);
      await expect(page.getByRole('heading', { name: 'Проверьте, что это вы' })).toBeVisible();
      await look(page);
      await page.getByRole('link', { name: 'Создать учебный профиль' }).click();
      await expect(page.getByLabel('Фамилия')).toBeVisible();
      await look(page);
      await goOn(page);
      await expect(page.getByRole('heading', { name: 'Готово. Учебный профиль привязан' })).toBeVisible();
      await look(page);
    }, look);

    const pupil = await person('pupil');
    await begin(pupil);
    await givePhone(pupil, who.phone);
    await giveCode(pupil, who.phone);
    await expect(pupil.getByRole('heading').first()).toBeVisible();
    if (await pupil.getByText('Регистрация ВКонтакте не нужна').isVisible()) await goOn(pupil);
    await expect(pupil.getByRole('heading', { name: /Не удалось|Похоже/ })).toBeVisible();
    await look(pupil);
  });

  test.describe('in a linked school', () => {
    test.use({ school: 'linked' });

    test(`PL-06 Look: ${title} in the journal and the messenger`, async ({ person, watch }, info) => {
      test.skip(title.includes('320') && info.project.name !== 'phone', 'once is enough');
      test.setTimeout(240_000);
      const look = make(watch);
      watch.allow(/status of 40[134]/);
      const page = await person('teacher');
      await openChat(page, '4А класс');
      await write(page, 'Добрый день! Задачи лежат на https://example.ru/ochen/dlinnyj/adres/bez/probelov/kotoryj/nikak/ne/pomeshchaetsya');
      await write(page, 'Оченьдлинноесловобезединогопробелакотороеникакнепомещаетсявстрокутелефона');
      await expect(page.locator('.message')).toHaveCount(2);
      await look(page);
      await page.getByRole('button', { name: 'Участники' }).click();
      await expect(page.getByRole('region', { name: 'Участники' }).getByRole('listitem').first()).toBeVisible();
      await look(page);
      await open(page, '/messenger');
      await expect(entry(page, '4А класс')).toBeVisible();
      await look(page);
      await page.goto('/messenger/999999');
      await expect(page.getByText('Этот чат для вас закрыт')).toBeVisible();
      await look(page);
      for (const path of ['/schedule', `/schedule?date=${DAY}&view=week`, '/chats', '/chat-management', '/profile', '/link']) {
        await open_(page, path);
        await look(page);
      }
      await open(page, '/chat-management');
      await page.locator('main').getByRole('button', { name: 'Добавить' }).first().click();
      await expect(page.getByRole('dialog', { name: 'Новый чат' })).toBeVisible();
      await look(page);
      await open(page, '/chats');
      await page.getByRole('button', { name: 'Отменить привязку профиля' }).click();
      await expect(page.getByRole('dialog').getByText('Эти чаты закроются сразу')).toBeVisible();
      await look(page);
      const parent = await person('parent');
      await open(parent, '/schedule');
      await look(parent);
      await open(parent, '/profile');
      await parent.locator('main').getByRole('link', { name: /4А$/ }).click();
      await expect(parent.getByRole('button', { name: 'Отменить привязку Сферума' })).toBeVisible();
      await look(parent);
    });
  });
}

test('PL-06 Bad input: an unknown address gets a page that helps', { tag: '@once' }, async ({ visitor, person, watch }) => {
  watch.allow(/status of 40[34]/);
  const page = await visitor();
  const answer = await page.goto('/no/such/page');
  expect(answer!.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible();
  const signed = await person('pupil');
  expect((await signed.goto('/people/999999'))!.status()).toBe(404);
  expect((await signed.goto('/people/abc'))!.status()).toBe(404);
  await signed.goto('/nowhere');
  await signed.getByRole('link', { name: 'Расписание' }).click();
  await expect(signed.getByRole('heading', { name: 'Расписание', level: 1 })).toBeVisible();
});

test('ID-61 CSP: every page is strict about what it loads and who frames it', { tag: '@once' }, async ({ person }) => {
  const page = await person('teacher');
  for (const path of ['/sign-in/forgot', '/schedule', '/chats', '/messenger', '/link', '/vkid/about', '/demo/outbox']) {
    const answer = await page.request.get(path);
    const headers = answer.headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'self'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(policy, path).toContain("style-src 'self'");
    expect(policy, path).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('same-origin');
  }
  const nonce = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1];
  const once = nonce((await page.request.get('/schedule')).headers()['content-security-policy']);
  const twice = nonce((await page.request.get('/schedule')).headers()['content-security-policy']);
  expect(once).toBeTruthy();
  expect(once).not.toBe(twice);
});

test('ID-61: a foreign page can change nothing', { tag: '@once' }, async ({ person, server, people }) => {
  const page = await person('teacher');
  const post = (path: string, headers: Record<string, string>) =>
    page.request.post(path, { headers, form: {}, maxRedirects: 0 });
  for (const path of ['/link/start', '/link/unlink', '/sign-out', '/profile/devices/end', '/language']) {
    expect((await post(path, { 'sec-fetch-site': 'cross-site' })).status(), path).toBe(403);
    expect((await post(path, { origin: 'https://evil.example' })).status(), path).toBe(403);
    expect((await post(path, {})).status(), path).toBe(403);
  }
  expect((await page.request.get('/health')).status()).toBe(200);
  await page.goto('/schedule');
  await expect(page.locator('summary.topbar-person')).toContainText(people.get('teacher').fullName);
  expect(server.origin).toContain('127.0.0.1');
});

test('ID-26: nothing of the demonstration is there without --demo', { tag: '@once' }, async ({ visitor, server, watch }) => {
  watch.allow(/status of 404/);
  // The same data, as a real school would have it.
  await server.kill();
  const data = await mkdtemp(join(process.env.E2E_SCHOOLS!, 'real-'));
  const real = await Server.start(data, { demo: false });
  try {
    for (const path of ['/demo/outbox', '/demo/outbox.json', '/demo/components', '/demo/']) {
      const answer = await fetch(real.origin + path);
      expect(answer.status, path).toBe(404);
    }
    const page = await visitor({ baseURL: real.origin });
    watch.from(real.origin);
    await page.goto('/sign-in');
    // Nothing was imported: instead of the form it says what to do.
    await expect(page.getByRole('heading', { name: 'Школы здесь пока нет' })).toBeVisible();
    await expect(page.getByText('Демонстрационная школа')).toHaveCount(0);
    // A browser asks for the icon when it pleases: not after the server is gone.
    await page.context().close();
  } finally {
    await real.kill();
    await rm(data, { recursive: true, force: true });
  }
});

test('ID-22 CSP: the whole story asks nobody but its own server', { tag: '@once' }, async ({ person, people, watch }) => {
  const page = await person('teacher2');
  await begin(page);
  await vkId(page, people.get('teacher2'));
  await page.getByRole('link', { name: 'Создать учебный профиль' }).click();
  await expect(page.getByRole('heading', { name: 'Создать учебный профиль' })).toBeVisible();
  await goOn(page);
  await expect(page.getByRole('heading', { name: 'Готово. Учебный профиль привязан' })).toBeVisible();
  for (const path of ['/schedule', '/chats', '/chat-management', '/profile', '/messenger']) await open(page, path);
  expect(watch.foreign).toEqual([]);
  expect(watch.asked).toBeGreaterThan(20);
});

test.describe('on a slow line', () => {
  test.use({ school: 'linked' });

  test('a button pressed before the page’s script has come is carried out when it has', { tag: '@once' }, async ({ person }) => {
    const page = await person('teacher');
    await openChat(page, '4А класс');
    await page.removeLocatorHandler(waking(page));
    let come = () => {};
    const script = new Promise<void>((now) => (come = now));
    await page.route('**/*.wasm', async (route) => {
      await script;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    const members = page.getByRole('region', { name: 'Участники' });
    await page.getByRole('button', { name: 'Участники' }).click();
    await expect(waking(page)).toBeAttached();
    await expect(members).toHaveCount(0);
    come();
    await expect(members).toBeVisible();
    await expect(waking(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Участники' }).first().click();
    await expect(members).toHaveCount(0);

    // What somebody listens to already is not done twice.
    await page.addInitScript(() =>
      addEventListener('awake', () => {
        const now = new MessageChannel();
        now.port2.onmessage = () => document.querySelector<HTMLElement>('.chat-head button[aria-expanded]')!.click();
        now.port1.postMessage('');
      }),
    );
    await page.reload();
    await expect(members).toBeVisible();
    await expect(waking(page)).toHaveCount(0);
    await expect(members).toBeVisible();
  });
});
