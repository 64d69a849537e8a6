// Debian's Firefox as it is, driven by WebDriver BiDi: Playwright's own Firefox is another one.
import type { Browser, Playwright } from '@playwright/test';

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
/** What Playwright always asks for, and Firefox 153 does not know. No test here needs it. */
const UNKNOWN = 'emulation.setMediaFeaturesOverride';

export async function firefox(playwright: Playwright): Promise<Browser> {
  const browser = await playwright.firefox.launch({
    channel: 'moz-firefox',
    executablePath: FIREFOX,
    firefoxUserPrefs: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      // An address of the line is not a secure origin.
      'media.devices.insecure.enabled': true,
      'media.getusermedia.insecure.enabled': true,
      'media.autoplay.default': 0,
    },
  });
  // Playwright has no way to leave a command out.
  const wire = (browser as any)._connection.toImpl(browser)._connection;
  const send = wire.rawSend.bind(wire);
  wire.rawSend = (message: { id: number; method: string }) => {
    if (message.method !== UNKNOWN) return send(message);
    queueMicrotask(() => wire._dispatchMessage({ type: 'success', id: message.id, result: {} }));
  };
  return browser;
}
