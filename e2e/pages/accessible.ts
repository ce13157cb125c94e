import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe finds nothing, in light and in dark; in dark everything is as it was in light but for the colours. */
export async function expectAccessible(page: Page): Promise<void> {
  // It is streamed behind the page.
  await expect(page).toHaveTitle(/./);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await endGliding(page);
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'light') axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    else axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await axe.analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
    );
    expect(found, `${new URL(page.url()).pathname}, ${colorScheme}`).toEqual([]);
  }
}

/** Between light and dark colours glide, and are neither for a moment. What ends makes what inherits from it begin. */
async function endGliding(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (let round = 0; round < 20; round += 1) {
      const gliding = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
      if (gliding.length === 0) return;
      for (const animation of gliding) animation.finish();
    }
  });
}

/** Nothing sticks out to the right. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content, `${new URL(page.url()).pathname} is wider than the window`).toBeLessThanOrEqual(window);
}
