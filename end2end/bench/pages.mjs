// How the three pages that everybody opens fare: bytes, times on a slow phone, Lighthouse.
//
//   node end2end/bench/pages.mjs [dist/zvonok]
//
// The last line is a list of figures as JSON, as `zvonok-bench --also` reads it; what is said on
// the way goes to stderr. Lighthouse runs in the same browser, so it is signed in where we are.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import { chromium } from 'playwright';

// Chromium's preset «Slow 4G»: 1.6 Mbit/s down, 0.75 up, 150 ms, as it applies them to requests.
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6 * 0.9 * 1e6) / 8,
  uploadThroughput: (0.75 * 0.9 * 1e6) / 8,
};
const SLOWER = 4;
const PAGES = [
  { name: 'sign-in', path: '/sign-in', signed: false },
  { name: 'schedule', path: '/schedule', signed: true },
  { name: 'messenger', path: '/messenger', signed: true },
];
const AIMS = { performance: 95, accessibility: 100, 'best-practices': 100 };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const binary = resolve(process.argv[2] ?? 'dist/zvonok');
const data = mkdtempSync(join(tmpdir(), 'zvonok-pages-'));
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ZVONOK_')));
const rows = [];

function say(what, value, unit, aim) {
  const row = { what, value: Math.round(value * 10) / 10, unit };
  if (aim !== undefined) Object.assign(row, { aim: `≥ ${aim}`, met: value >= aim });
  rows.push(row);
  console.error(`${what}: ${row.value} ${unit}`);
}

async function start() {
  const began = performance.now();
  const server = spawn(binary, ['serve', '--demo', '--addr', '127.0.0.1:0', '--data', data], { env });
  const base = await new Promise((found, lost) => {
    server.stdout.on('data', (text) => {
      const address = /http:\/\/\S+/.exec(String(text));
      if (address) found(address[0]);
    });
    server.on('exit', () => lost(new Error('the server stopped')));
  });
  while (!(await fetch(`${base}/sign-in`).catch(() => null))?.ok);
  return { server, base, took: performance.now() - began };
}

function stop({ server }) {
  return new Promise((done) => {
    server.on('exit', done);
    server.kill('SIGTERM');
  });
}

const memory = ({ server }) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

const freePort = () =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });

async function link(page, base, person) {
  await page.goto(`${base}/sign-in`);
  await page.getByLabel('Логин').fill(person.login);
  await page.locator('#password').fill(person.password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.waitForURL('**/schedule*');
  await page.goto(`${base}/chats`);
  await page.getByRole('button', { name: 'Привязать учебный профиль VK ID' }).first().click();
  await page.locator('input[type=tel]').fill(person.phone);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  const field = page.locator('input[autocomplete=one-time-code]');
  await field.waitFor();
  const sent = await (await fetch(`${base}/demo/outbox.json`)).json();
  await field.fill(sent.find((one) => one.phone === person.phone).code);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  const [family, given] = person.full_name.split(' ');
  await page.getByLabel('Фамилия').fill(family);
  await page.getByLabel('Имя', { exact: true }).fill(given);
  await page.locator('input[autocomplete=bday]').fill('1984-05-12');
  await page.getByText('Женский', { exact: true }).click();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByRole('heading', { name: /С сервисом/ }).waitFor();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.waitForURL('**/link');
  await page.goto(`${base}/link?step=profile`);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByText('Открылись чаты').waitFor();
}

// The first view with an empty cache: bytes on the wire, headers included; when something was
// first to be seen, when the largest part was, and when nothing more came.
async function view(context, base, { name, path }) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  await wire.send('Network.emulateNetworkConditions', SLOW_4G);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  let bytes = 0;
  wire.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(
    () =>
      new Promise((done) => {
        new PerformanceObserver((list) => {
          const largest = list.getEntries().at(-1)?.startTime ?? 0;
          const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
          const last = Math.max(...performance.getEntriesByType('resource').map((one) => one.responseEnd));
          done({ first, largest, last });
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await page.close();
  say(`${name}: bytes`, bytes / 1000, 'kB');
  say(`${name}, slow phone: first paint`, seen.first, 'ms');
  say(`${name}, slow phone: finished first view`, seen.largest, 'ms');
  say(`${name}, slow phone: last byte`, seen.last, 'ms');
}

async function judge(port, base, { name, path }) {
  for (const [device, config] of [['phone', undefined], ['desktop', desktop]]) {
    const options = { port, logLevel: 'error', onlyCategories: Object.keys(AIMS), disableStorageReset: true };
    const { lhr } = await lighthouse(base + path, options, config);
    if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`);
    for (const [category, aim] of Object.entries(AIMS)) {
      say(`${name}, Lighthouse, ${device}: ${category}`, lhr.categories[category].score * 100, '', aim);
      for (const { id, weight } of lhr.categories[category].auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 0.9) {
          console.error(`  ${id} ${audit.score}: ${audit.title} ${audit.displayValue ?? ''}`);
          for (const item of audit.details?.items ?? []) {
            const what = item.node?.snippet ?? item.description ?? item.url;
            if (what) console.error(`    ${String(what).slice(0, 200)}`);
          }
        }
      }
    }
  }
}

const first = await start();
say('first start, school generated and imported', first.took, 'ms');
await stop(first);
const server = await start();
say('start to ready, school present', server.took, 'ms');
say('server memory right after the start', memory(server), 'MB');
const port = await freePort();
const profile = mkdtempSync(join(tmpdir(), 'zvonok-browser-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [...FLAGS, `--remote-debugging-port=${port}`],
  locale: 'ru-RU',
});
try {
  const people = JSON.parse(readFileSync(join(data, 'demo', 'people.json'), 'utf8'));
  for (const page of PAGES.filter((page) => !page.signed)) {
    await view(context, server.base, page);
    await judge(port, server.base, page);
  }
  await link(await context.newPage(), server.base, people.find((one) => one.login === 'teacher'));
  for (const page of PAGES.filter((page) => page.signed)) {
    await view(context, server.base, page);
    await judge(port, server.base, page);
  }
  say('server memory after one visitor', memory(server), 'MB');
} finally {
  await context.close();
  await stop(server);
  rmSync(profile, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
}
console.log(JSON.stringify(rows));
