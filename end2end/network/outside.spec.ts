// A client that is not ours: LiveKit's package for Python takes the pupil's place.
import type { Page } from '@playwright/test';
import { control, expectMoving, goIn, tile } from '../support/calls';
import { Participant, PYTHON } from './participant';
import { loudness } from './stats';
import { expect, test } from './test';

test.use({ school: 'linked' });
test.skip(!PYTHON, 'needs Python with its packages: tools/setup.sh --tests');

/** The way into the call, as the page is told it. Without an address it is the page's own. */
async function door(page: Page): Promise<{ url: string; token: string }> {
  const told = page.waitForResponse(/\/api\/enter-/);
  await goIn(page);
  const { url, token } = await (await told).json();
  return { url: url ?? new URL(page.url()).origin.replace('http', 'ws'), token };
}

test('CA-01: LiveKit’s own client for Python and the browser see and hear each other', async ({ teacher, pupil, people }) => {
  const way = await door(pupil);
  await expect(control(pupil, 'Камера')).toBeVisible();
  const outsider = new Participant(way);
  const seat = tile(teacher, people.get('pupil').friendly);
  try {
    // One person, one seat: who comes in later has it.
    await expect(control(pupil, 'Камера')).toHaveCount(0);
    await expectMoving(seat.locator('video'));
    await expect.poll(() => loudness(teacher), { message: 'its tone in the browser' }).toBeGreaterThan(0.05);
    await expect.poll(() => outsider.heard.different, { message: 'pictures of the browser' }).toBeGreaterThan(20);
    await expect.poll(() => outsider.heard.loud, { message: 'sound of the browser' }).toBeGreaterThan(20);
  } finally {
    await outsider.leave();
  }
  await expect(seat).toHaveCount(0);
});
