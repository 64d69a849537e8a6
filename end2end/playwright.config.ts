// Real browser, real server: every test has a server and a data folder of its own, so the order of
// tests means nothing. ZVONOK_BIN names the server, CHROMIUM the browser.
import { defineConfig } from '@playwright/test';
import type { Options } from './support/test';

const common = { locale: 'ru-RU', timezoneId: 'UTC', browserName: 'chromium' as const };
/** What sends sound and pictures. */
const CALLS = /(calls|call-\w+|dialogue-calls)\.spec\.ts$/;
const phone = {
  // What doesn't depend on the width is looked at once.
  grepInvert: /@once/,
  use: { ...common, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
const desktop = { use: { ...common, viewport: { width: 1440, height: 900 } } };

export default defineConfig<Options>({
  testDir: 'tests',
  globalSetup: './support/prepare.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        // Calls: a camera and a microphone that are there and allowed, a screen that is chosen.
        '--use-fake-device-for-media-stream=fps=10',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        '--auto-select-desktop-capture-source=Entire screen',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // Calls are tests of their own, to be run one at a time (`make e2e`): three browsers that encode
  // video leave two cores nothing for another test.
  projects: [
    { name: 'phone', ...phone, testIgnore: CALLS },
    { name: 'desktop', ...desktop, testIgnore: CALLS },
    { name: 'calls-phone', ...phone, testMatch: CALLS, workers: 1 },
    { name: 'calls-desktop', ...desktop, testMatch: CALLS, workers: 1 },
  ],
});
