// The fixtures of the ordinary tests, with the server behind a line that can be made bad.
import type { Browser, Page } from '@playwright/test';
import { join } from 'node:path';
import { control, goIn, publish } from '../support/calls';
import { Server } from '../support/server';
import { signIn } from '../support/steps';
import { expect, patient, test as base } from '../support/test';
import { Line } from './line';
import { spy } from './stats';

export { expect };

interface Fixtures {
  /** Perfect at first. */
  line: Line;
  /** Sits beside the server, in a lesson. */
  teacher: Page;
  /** At the other end of the line, before «Присоединиться»: the page has come, nothing else has. */
  pupil: Page;
}

interface WorkerFixtures {
  /** None where nobody may have a network of his own. */
  wire: Line | null;
  farBrowser: Browser;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  wire: [
    async ({}, use) => {
      const wire = process.env.E2E_NETWORK ? await Line.open() : null;
      await use(wire);
      await wire?.close();
    },
    { scope: 'worker' },
  ],

  farBrowser: [
    async ({ wire, playwright }, use, { project }) => {
      const near = project.use.launchOptions!;
      const far = wire && {
        executablePath: join(__dirname, 'far.sh'),
        env: { ...process.env, FAR: wire.far.join(' '), CHROMIUM: near.executablePath },
      };
      const browser = await playwright.chromium.launch({ ...near, ...far });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  line: async ({ wire }, use, info) => {
    info.skip(!wire, 'needs a network namespace');
    await use(wire!);
  },

  start: async ({ wire }, use) => {
    await wire?.become({});
    await use((data) => Server.start(data, wire ? { addr: Line.SERVER, inside: wire.far } : {}));
  },

  teacher: async ({ farBrowser, server, people, watch }, use) => {
    const context = await farBrowser.newContext({ baseURL: server.origin });
    watch.over(context);
    patient(context);
    await spy(context);
    const page = await context.newPage();
    await signIn(page, people.get('teacher'));
    await publish(page);
    await page.getByRole('link', { name: 'Присоединиться к звонку' }).click();
    await goIn(page);
    await expect(control(page, 'Камера')).toHaveAttribute('aria-pressed', 'true');
    await use(page);
    await context.close();
  },

  pupil: async ({ teacher, person }, use) => {
    const page = await person('pupil');
    await spy(page.context());
    await page.goto(teacher.url());
    await expect(page.getByLabel('Ваша камера')).toBeVisible();
    await use(page);
  },
});
