// The figures of the README: node end2end/figures.mjs [dist/zvonok]
// Bytes are what crosses the wire for the finished first view, headers included.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';

const binary = resolve(process.argv[2] ?? 'dist/zvonok');
const data = mkdtempSync(join(tmpdir(), 'zvonok-figures-'));
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ZVONOK_')));

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

async function weigh(page, address) {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  wire.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto(address, { waitUntil: 'networkidle' });
  return bytes;
}

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

const first = await start();
console.log(`first start, school generated and imported: ${first.took.toFixed(0)} ms`);
await stop(first);
const again = await start();
console.log(`start to ready, school present: ${again.took.toFixed(0)} ms`);
console.log(`memory right after the start: ${memory(again).toFixed(1)} MB`);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await (await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } })).newPage();
console.log(`sign-in page, first view: ${(await weigh(page, `${again.base}/sign-in`)) / 1000} kB`);
const people = JSON.parse(readFileSync(join(data, 'demo', 'people.json'), 'utf8'));
const teacher = people.find((one) => one.login === 'teacher');
await link(page, again.base, teacher);
console.log(`messenger, first view: ${(await weigh(page, `${again.base}/messenger`)) / 1000} kB`);
console.log(`schedule, first view: ${(await weigh(page, `${again.base}/schedule`)) / 1000} kB`);
await browser.close();
console.log(`memory after one visitor: ${memory(again).toFixed(1)} MB`);
await stop(again);
rmSync(data, { recursive: true });
