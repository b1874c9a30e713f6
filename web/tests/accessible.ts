import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './host';

/** No serious finding of axe on the page as it is now, and nothing that makes it scroll sideways. */
export async function expectAccessible(page: Page, { except = [] }: { except?: string[] } = {}) {
  await untilDrawn(page);
  const axe = axeOf(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  await expectNothingSerious(axe.disableRules(except));
  await expectToFit(page);
}

/** Enough contrast: of what axe looks at, the one thing that other colours change. */
export async function expectContrast(page: Page) {
  await untilDrawn(page);
  await expectNothingSerious(axeOf(page).withRules(['color-contrast', 'link-in-text-block']));
}

// What is well need not be listed.
const axeOf = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] });

async function expectNothingSerious(axe: AxeBuilder) {
  // Asked in the page itself: without frames of others no page of its own is needed to put the answers together.
  const { violations } = await axe.setLegacyMode().analyze();
  const serious = violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.help} at ${v.nodes.map((n) => n.target.join(' ')).join('; ')}`);
  expect(serious).toEqual([]);
}

// The pictures of modules and of causes hide their parts until they have measured them.
const untilDrawn = (page: Page) => expect(page.locator('.react-flow__node').filter({ visible: false })).toHaveCount(0);

/** The page once it has turned light or dark. */
export async function inColours(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

/** Nothing makes the page scroll sideways. */
export async function expectToFit(page: Page) {
  const { width, content } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    content: document.documentElement.scrollWidth,
  }));
  expect(content, 'the page scrolls sideways').toBeLessThanOrEqual(width);
  // The header stays where it is: what does not fit there is cut off, and nothing scrolls.
  const cutOff = await page.locator('header :is(a, button):visible').evaluateAll((all, right) => {
    return all.filter((one) => one.getBoundingClientRect().right > right).map((one) => one.textContent);
  }, width);
  expect(cutOff, 'cut off in the header').toEqual([]);
}
