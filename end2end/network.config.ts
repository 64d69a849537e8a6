// Calls over lines that are not a loopback: `make e2e-network`, never two at once, since rates are measured.
import base from './playwright.config';
import { defineConfig } from '@playwright/test';
import { Line } from './network/line';

const { launchOptions, ...use } = base.use!;

export default defineConfig({
  ...base,
  testDir: 'network',
  fullyParallel: false,
  workers: 1,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  use: {
    ...use,
    launchOptions: {
      ...launchOptions,
      args: [
        // Of a whole camera, not of the slow one that many tests beside each other share.
        ...launchOptions!.args!.map((one) => one.replace('=fps=10', '')),
        // A camera needs a secure origin, which an address of the line is not.
        `--unsafely-treat-insecure-origin-as-secure=http://${Line.SERVER}`,
      ],
    },
  },
  // Small enough that nobody watches the largest picture: encoding it would be most of the work.
  projects: [{ name: 'small', use: { ...base.projects![1].use, viewport: { width: 1000, height: 500 } } }],
});
