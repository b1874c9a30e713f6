import { expect, people, signIn, test } from './host';

test('somebody signs in, is greeted by name, and signs out', async ({ page }) => {
  await signIn(page, 'traveller');

  await page.getByRole('button', { name: 'Account of Tara Traveller' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('a wrong password is told and changes nothing', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(people.traveller[0]);
  await page.getByRole('textbox', { name: 'Password' }).fill('not-the-password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('alert')).toContainText('password');
});
