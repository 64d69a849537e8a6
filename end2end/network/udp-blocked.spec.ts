// A school's firewall that lets no UDP through.
import { expectMoving, goIn, tile } from '../support/calls';
import { reports } from './stats';
import { expect, test } from './test';

test.use({ school: 'linked' });

test('CA-37: without UDP one comes in over TCP, sees and is seen', async ({ line, teacher, pupil, people }) => {
  await line.become({ udp: false });
  await goIn(pupil);
  const host = people.get('teacher');
  await expectMoving(tile(pupil, `${host.given} ${host.middle}`).locator('video'));
  await expectMoving(tile(teacher, people.get('pupil').friendly).locator('video'));

  const [transport] = await reports(pupil, 'transport');
  const far = (await reports(pupil, 'remote-candidate')).map(({ id, protocol }) => [id, protocol]);
  const pairs = await reports(pupil, 'candidate-pair');
  const used = pairs.find(({ id }) => id === transport.selectedCandidatePairId);
  expect(Object.fromEntries(far)[used?.remoteCandidateId]).toBe('tcp');
});
