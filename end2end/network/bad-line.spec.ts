// A pupil at home: what a bad line does to a lesson, measured in the pupil's browser and the teacher's.
import { expectMoving, goIn, tile } from '../support/calls';
import { receive } from './stats';
import { expect, test } from './test';

test.use({ school: 'linked' });

test('CA-36: with 5 % loss and 100 ms each way one comes in, sees, hears, and is seen and heard', async ({
  line,
  teacher,
  pupil,
  people,
}) => {
  const bad = { loss: 0.05, delay: 0.1 };
  await line.become({ down: bad, up: bad });
  await goIn(pupil);
  const host = people.get('teacher');
  await expectMoving(tile(pupil, `${host.given} ${host.middle}`).locator('video'));
  await expectMoving(tile(teacher, people.get('pupil').friendly).locator('video'));

  for (const got of await Promise.all([receive(pupil, 10), receive(teacher, 10)])) {
    expect(got.framesPerSecond).toBeGreaterThan(10);
    // One packet in twenty is gone. A decoder bridges gaps of 20 ms; words suffer from about a tenth on.
    expect(got.concealed).toBeLessThan(0.1);
  }
});
