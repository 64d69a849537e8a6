// Cameras and microphones: when they are open, and which.
import { expect, test } from '../support/test';
import { control, expectMoving, goIn, goInside, publish, tile } from '../support/calls';
import { open } from '../support/steps';
import type { Page } from '@playwright/test';

test.use({ school: 'linked' });

interface Kept {
  tracks: MediaStreamTrack[];
  allow?: () => void;
}

/** From the next page on: every track that is opened there is known, and the prompt waits for `allow`. */
const keep = (page: Page, prompt: boolean) =>
  page.addInitScript((waits) => {
    const kept: Kept = { tracks: [] };
    (globalThis as unknown as { kept: Kept }).kept = kept;
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    const allowed = waits ? new Promise<void>((done) => (kept.allow = done)) : Promise.resolve();
    devices.getUserMedia = async (what) => {
      await allowed;
      const stream = await ask(what);
      kept.tracks.push(...stream.getTracks());
      return stream;
    };
    const clone = MediaStreamTrack.prototype.clone;
    MediaStreamTrack.prototype.clone = function () {
      const copy = clone.call(this);
      kept.tracks.push(copy);
      return copy;
    };
  }, prompt);

/** Kinds of the tracks that are open. */
const opened = (page: Page) =>
  page.evaluate(() => {
    const { tracks } = (globalThis as unknown as { kept: Kept }).kept;
    return tracks.filter((one) => one.readyState === 'live').map((one) => one.kind).sort();
  });

test('CA-02 CA-03: what is allowed after «Присоединиться» is sent too', { tag: '@once' }, async ({ person, people }) => {
  const [teacher, pupil] = [await person('teacher'), await person('pupil')];
  const lesson = await publish(teacher);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  await goInside(teacher);
  await keep(pupil, true);
  await open(pupil, lesson);
  await pupil.getByRole('link', { name: 'Подключиться' }).click();
  await goInside(pupil);
  const seen = tile(teacher, people.get('pupil').friendly);
  await expect(seen).toContainText('микрофон выключен');
  await pupil.evaluate(() => (globalThis as unknown as { kept: Kept }).kept.allow!());
  await expectMoving(seen.locator('video'));
  await expect(seen).not.toContainText('микрофон выключен');
  await expect(control(pupil, 'Камера')).toHaveAttribute('aria-pressed', 'true');
});

test('CA-02 CA-11: the meter’s microphone closes with the page of devices, and all with the call', { tag: '@once' }, async ({
  person,
}) => {
  const teacher = await person('teacher');
  await publish(teacher);
  await keep(teacher, false);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  // The camera, the microphone, and its copy for the meter.
  await expect.poll(() => opened(teacher)).toEqual(['audio', 'audio', 'video']);
  await goIn(teacher);
  await expect(control(teacher, 'Микрофон')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => opened(teacher)).toEqual(['audio', 'video']);
  await control(teacher, 'Выход из звонка').click();
  await teacher.getByRole('dialog').getByRole('button', { name: 'Выйти', exact: true }).click();
  await expect(teacher.getByRole('heading', { name: 'Вы вышли из звонка' })).toBeVisible();
  await expect.poll(() => opened(teacher)).toEqual([]);
});

test('CA-15: «Настройки» stands at the device in use, and «Как в браузере» takes the browser’s own', { tag: '@once' }, async ({
  person,
}) => {
  const teacher = await person('teacher');
  await publish(teacher);
  await keep(teacher, false);
  await teacher.getByRole('link', { name: 'Присоединиться к звонку' }).click();
  const chosen = (page: Page) =>
    page.getByLabel('Микрофон', { exact: true }).evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.label);
  const other = 'Fake Audio Input 2';
  await expect.poll(() => opened(teacher)).toEqual(['audio', 'audio', 'video']);
  await expect.poll(() => chosen(teacher)).not.toBe('Как в браузере');
  await teacher.getByLabel('Микрофон', { exact: true }).selectOption({ label: other });
  await expect.poll(() => chosen(teacher)).toBe(other);
  // Off and on again it is the same one.
  await teacher.getByRole('button', { name: 'Выключить микрофон' }).click();
  await teacher.getByRole('button', { name: 'Включить микрофон' }).click();
  await expect.poll(() => opened(teacher)).toEqual(['audio', 'audio', 'video']);
  await goInside(teacher);
  await control(teacher, 'Настройки').click();
  const sheet = teacher.getByRole('dialog', { name: 'Настройки' });
  await expect.poll(() => chosen(teacher)).toBe(other);
  await sheet.getByLabel('Микрофон', { exact: true }).selectOption('');
  await expect.poll(() => chosen(teacher)).not.toBe(other);
  await expect.poll(() => opened(teacher)).toEqual(['audio', 'video']);
  await expect(teacher.getByRole('alert')).toHaveCount(0);
});
