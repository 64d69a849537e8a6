// Makes the two schools that the tests copy: `new`, as imported, and `linked`, in which some
// people have linked their profiles.
import { chromium, type FullConfig } from '@playwright/test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { People, type Login } from './people';
import { Server } from './server';
import { linkAs, signIn } from './steps';

/** Who has a learning profile in the school `linked`. */
const LINKED: Login[] = ['teacher', 'teacher2', 'pupil', 'pupil2', 'parent'];

export default async function prepare(config: FullConfig): Promise<() => Promise<void>> {
  const root = await mkdtemp(join(tmpdir(), 'zvonok-e2e-'));
  process.env.E2E_SCHOOLS = root;
  const fresh = join(root, 'new');
  // Ended politely, so that everything is in the one file.
  await (await Server.start(fresh)).kill('SIGTERM');
  const linked = join(root, 'linked');
  await cp(fresh, linked, { recursive: true });
  try {
    await link(linked, config);
  } catch (fault) {
    // Only the tests in the linked school fail, and those of linking say why.
    console.error('nobody could be linked:', fault);
    await rm(linked, { recursive: true, force: true });
  }
  return () => rm(root, { recursive: true, force: true });
}

/** Without JavaScript: linking works without it, and so it is quicker. */
async function link(data: string, config: FullConfig): Promise<void> {
  const people = new People(data);
  const server = await Server.start(data);
  const browser = await chromium.launch(config.projects[0].use.launchOptions);
  await Promise.all(
    LINKED.map(async (login) => {
      const context = await browser.newContext({
        baseURL: server.origin,
        locale: 'ru-RU',
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      await signIn(page, people.get(login));
      await linkAs(page, people.get(login));
    }),
  );
  await browser.close();
  await server.kill('SIGTERM');
}
