// A client that is not ours: LiveKit's package for Python takes the pupil's place.
import type { Page } from '@playwright/test';
import { expectMoving, tile } from '../support/calls';
import { Participant, PYTHON } from './participant';
import { loudness } from './stats';
import { expect, test } from './test';

test.use({ school: 'linked' });
test.skip(!PYTHON, 'needs Python with its packages: tools/setup.sh --tests');

/** The way into the call of a page, as the page asks for it. Without an address it is the page's own. */
const door = (page: Page): Promise<{ url: string; token: string }> =>
  page.evaluate(async () => {
    const of = { of: 'lesson', id: Number(location.pathname.split('/').at(-1)) };
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch('/api/enter-call', { method: 'POST', headers, body: JSON.stringify({ of }) });
    const { url, token } = await answer.json();
    return { url: url ?? location.origin.replace('http', 'ws'), token };
  });

test('CA-01: LiveKit’s own client for Python and the browser see and hear each other', async ({ teacher, pupil, people }) => {
  const outsider = new Participant(await door(pupil));
  const seat = tile(teacher, people.get('pupil').friendly);
  try {
    await expectMoving(seat.locator('video'));
    await expect.poll(() => loudness(teacher), { message: 'its tone in the browser' }).toBeGreaterThan(0.05);
    await expect.poll(() => outsider.heard.different, { message: 'pictures of the browser' }).toBeGreaterThan(20);
    await expect.poll(() => outsider.heard.loud, { message: 'sound of the browser' }).toBeGreaterThan(20);
  } finally {
    await outsider.leave();
  }
  await expect(seat).toHaveCount(0);
});
