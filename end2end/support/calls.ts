// Calls as people hold them, and media as it arrives.
import { expect, type Locator, type Page } from '@playwright/test';
import { iso, later } from './people';
import { open } from './steps';

/** Plans and publishes the next lesson of mathematics in 4А; the teacher's page is on it after. */
export async function publish(teacher: Page): Promise<string> {
  await open(teacher, '/schedule');
  // Over holidays too: the summer is the longest.
  for (let days = 1; days < 120; days += 1) {
    await teacher.goto(`/schedule?date=${iso(later(new Date(), days))}`);
    const create = teacher.getByRole('button', { name: /^Создать дистанционный урок «Математика, 4А/ });
    await expect(teacher.locator('h2').first()).toBeVisible();
    if ((await create.count()) === 0) continue;
    await create.first().click();
    await teacher.getByRole('button', { name: 'Опубликовать', exact: true }).click();
    await expect(teacher.getByText('Опубликован', { exact: true })).toBeVisible();
    return new URL(teacher.url()).pathname;
  }
  throw new Error('no mathematics ahead');
}

export const tile = (page: Page, name: string): Locator => page.locator('.call-tile').filter({ hasText: name });
export const control = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Управление звонком' }).getByRole('button', { name, exact: true });

/** The next frame of a video: which it is, and what it looks like. (Firefox counts frames nowhere else.) */
const picture = (video: Locator) =>
  video.evaluate(async (element: HTMLVideoElement) => {
    const frames = await new Promise<number>((found, none) => {
      element.requestVideoFrameCallback((_, { presentedFrames }) => found(presentedFrames));
      setTimeout(() => none(new Error('no new frame in three seconds')), 3_000);
    });
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 64;
    const context = canvas.getContext('2d')!;
    context.drawImage(element, 0, 0, 64, 64);
    return { frames, pixels: Array.from(context.getImageData(0, 0, 64, 64).data).join() };
  });

/** A video that goes on: new frames, and other ones. */
export async function expectMoving(video: Locator): Promise<void> {
  await expect(video).toBeVisible();
  let first: Awaited<ReturnType<typeof picture>> | undefined;
  await expect(async () => {
    const now = await picture(video);
    // Another element counts anew.
    if (!first || now.frames < first.frames) first = now;
    expect(now.frames).toBeGreaterThan(first.frames + 5);
    expect(now.pixels).not.toBe(first.pixels);
  }).toPass();
}

export async function goIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Проверьте камеру и микрофон' })).toBeVisible();
  await page.getByRole('button', { name: 'Присоединиться', exact: true }).click();
}

/** Comes into a call whose page is open, and waits until the controls are there. */
export async function goInside(page: Page): Promise<void> {
  await goIn(page);
  await expect(control(page, 'Камера')).toBeVisible();
}

/** How loud it gets within two seconds, 0 to 1: the browser's own microphone beeps once a second. */
export const energy = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const kept = globalThis as unknown as { heard?: Map<MediaStreamTrack, AnalyserNode>; context?: AudioContext };
    const heard = (kept.heard ??= new Map());
    const context = (kept.context ??= new AudioContext());
    await context.resume();
    for (const sound of document.querySelectorAll('audio')) {
      const track = (sound.srcObject as MediaStream | null)?.getAudioTracks()[0];
      if (!track || heard.has(track)) continue;
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      heard.set(track, analyser);
    }
    const samples = new Float32Array(2048);
    let loudest = 0;
    for (const until = context.currentTime + 2; context.currentTime < until && loudest < 0.05; ) {
      for (const analyser of heard.values()) {
        analyser.getFloatTimeDomainData(samples);
        loudest = Math.max(loudest, ...samples.map(Math.abs));
      }
      await new Promise((next) => requestAnimationFrame(next));
    }
    return loudest;
  });
