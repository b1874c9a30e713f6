import { expect, test } from './host';

test('for whoever asks for less motion, light turns to dark at once', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto('/');
  await expect(page.getByRole('radiogroup').first()).toBeVisible();

  const moving = await page.evaluate(() => {
    const root = document.documentElement;
    // However short they are: each starts a frame after the one around it, and the page is half dark until then.
    root.dataset.mantineColorScheme = root.dataset.mantineColorScheme === 'dark' ? 'light' : 'dark';
    return document
      .getAnimations()
      .filter((one) => one instanceof CSSTransition)
      .map(
        (one) =>
          `${(one as CSSTransition).transitionProperty} of ${((one.effect as KeyframeEffect).target as Element).textContent}`,
      );
  });

  expect(moving).toEqual([]);
});
