// What a browser counts of the sound and the pictures that it is sent.
import { expect, type BrowserContext, type Page } from '@playwright/test';

/** Keeps the connections of every page, so that they can be asked: pages of ours don't hand them out. */
export async function spy(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const kept: RTCPeerConnection[] = [];
    Object.assign(globalThis, { connections: kept });
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...how: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...how);
        kept.push(this);
      }
    };
  });
}

type Report = Record<string, any>;

/** All entries of a kind, of all connections. */
export const reports = (page: Page, type: string): Promise<Report[]> =>
  page.evaluate(async (wanted) => {
    const found: object[] = [];
    for (const one of (globalThis as any).connections as RTCPeerConnection[]) {
      if (one.connectionState === 'closed') continue;
      (await one.getStats()).forEach((entry) => entry.type === wanted && found.push({ ...entry }));
    }
    return found;
  }, type);

/** The newest of what comes in of one kind; nothing before there is any. */
export async function incoming(page: Page, kind: 'audio' | 'video'): Promise<Report> {
  const all = (await reports(page, 'inbound-rtp')).filter((one) => one.kind === kind);
  return all.at(-1) ?? {};
}

export interface Received {
  framesPerSecond: number;
  width: number;
  /** Part of the sound that the browser made up for what did not come. Silence that it made up counts as whole. */
  concealed: number;
}

const SAMPLES_A_SECOND = 48_000;

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** What comes in while so many seconds of sound are played: sound is the clock that never stands still. */
export async function receive(page: Page, seconds: number): Promise<Received> {
  const look = async () => ({ sound: await incoming(page, 'audio'), picture: await incoming(page, 'video') });
  const first = await look();
  let last = first;
  const grown = (of: 'sound' | 'picture', key: string) => (last[of][key] ?? 0) - (first[of][key] ?? 0);
  const played = () => grown('sound', 'totalSamplesReceived');
  await expect
    .poll(async () => ((last = await look()), played()), { message: 'sound is played', timeout: seconds * 4_000 })
    .toBeGreaterThan(seconds * SAMPLES_A_SECOND);
  const received = {
    framesPerSecond: rounded(grown('picture', 'framesDecoded') / (grown('picture', 'timestamp') / 1_000)),
    width: last.picture.frameWidth,
    concealed: rounded((grown('sound', 'concealedSamples') - grown('sound', 'silentConcealedSamples')) / played()),
  };
  // How far from the limits it was.
  console.log(`    ${new URL(page.url()).pathname}:`, JSON.stringify(received));
  return received;
}

/** How loud what comes in is now, 0 to 1. */
export const loudness = async (page: Page): Promise<number> => (await incoming(page, 'audio')).audioLevel ?? 0;
