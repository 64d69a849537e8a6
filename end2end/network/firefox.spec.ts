// It gathers no candidates of a loopback: at an address of the line it has some.
import { existsSync } from 'node:fs';
import { expectMoving, goIn, tile } from '../support/calls';
import { signIn } from '../support/steps';
import { FIREFOX, firefox } from './firefox';
import { patient } from '../support/test';
import { loudness, spy } from './stats';
import { expect, test } from './test';

test.use({ school: 'linked' });
test.skip(!existsSync(FIREFOX), 'needs Firefox: tools/setup.sh --tests');

test('CA-01 CA-02: Firefox receives and sends', async ({ line: _, teacher, people, playwright, watch, server }) => {
  // What Firefox says of whatever has not come yet when one goes to another page.
  watch.allow(/AbortError: The operation was aborted/, /NetworkError when attempting to fetch/);
  const browser = await firefox(playwright);
  try {
    const context = await browser.newContext({ baseURL: server.origin });
    watch.over(context);
    patient(context);
    await spy(context);
    const pupil = await context.newPage();
    await signIn(pupil, people.get('pupil'));
    await pupil.goto(teacher.url());
    await expect(pupil.getByLabel('Ваша камера')).toBeVisible();
    await goIn(pupil);
    const host = people.get('teacher');
    await expectMoving(tile(pupil, `${host.given} ${host.middle}`).locator('video'));
    await expect.poll(() => loudness(pupil), { message: 'the teacher in Firefox' }).toBeGreaterThan(0.01);
    await expectMoving(tile(teacher, people.get('pupil').friendly).locator('video'));
    await expect.poll(() => loudness(teacher), { message: 'Firefox at the teacher' }).toBeGreaterThan(0.01);
  } finally {
    await browser.close();
  }
});
