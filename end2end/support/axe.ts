// axe over a page, in light and dark.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Watch } from './test';

export async function expectAccessible(page: Page, watch: Watch): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    // The dark page differs in its colours only.
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    // axe writes styles of its own into the page, of which the policy complains.
    const { violations } = await watch.without(() => axe.analyze());
    const found = violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary ?? one.help}`),
    );
    expect.soft(found, `${new URL(page.url()).pathname}, ${colorScheme}`).toEqual([]);
  }
}
