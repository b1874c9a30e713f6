import { expectAccessible } from './accessible';
import { expect, people, signIn, test } from './host';
import { giveKeys, Shop } from './purchases';

const someone = () => `someone-${Date.now()}@example.org`;

test('somebody signs in, is greeted by name, and signs out', async ({ page }) => {
  await signIn(page, 'traveller');

  await page.getByRole('button', { name: 'Account of Tara Traveller' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('a wrong password is told as that, and changes nothing', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(people.traveller[0]);
  await page.getByRole('textbox', { name: 'Password' }).fill('not-the-password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();

  const told = page.getByRole('alert');
  await expect(told).toContainText('the password is not right');
  await expect(told).not.toContainText('Please sign in');
  await expect(told.getByRole('link')).toHaveCount(0);
  await expectAccessible(page);
});

test('a demo fills in its accounts', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Fill in Tara Traveller, traveller' }).click();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('button', { name: 'Account of Tara Traveller' })).toBeVisible();
});

test('somebody opens an account, changes name and password, and signs in with the new one', async ({ page }) => {
  const email = someone();
  await page.goto('/register');
  await page.getByLabel('Your name').fill('Mary Jackson');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Choose at least 10 characters.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Password' }).fill('wind tunnel engineer');
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page).toHaveURL(/\/trips$/);
  await page.getByRole('button', { name: 'Account of Mary Jackson' }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await page.getByLabel('Your name').fill('Mary Winston');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByRole('status')).toContainText('saved');
  await expect(page.getByRole('button', { name: 'Account of Mary Winston' })).toBeVisible();

  await page.getByRole('textbox', { name: 'Current password' }).fill('not this one at all');
  await page.getByRole('textbox', { name: 'New password' }).fill('supersonic wind tunnel');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The current password is not right.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Current password' }).fill('wind tunnel engineer');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password was changed.')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('supersonic wind tunnel');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
});

test('an address that has an account cannot be used again', async ({ page }) => {
  await page.goto('/register');
  await page.getByLabel('Your name').fill('Tara Again');
  await page.getByLabel('E-mail address').fill(people.traveller[0]);
  await page.getByRole('textbox', { name: 'Password' }).fill('wind tunnel engineer');
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page.getByRole('alert')).toContainText(/account|address/i);
});

test('a session that ended elsewhere is asked for again, and one is back where one was', async ({ page, context }) => {
  await signIn(page, 'traveller');
  await page.goto('/account');
  await expect(page.getByLabel('Your name')).toHaveValue('Tara Traveller');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail address').fill(people.traveller[0]);
  await page.getByRole('textbox', { name: 'Password' }).fill(people.traveller[1]);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
});

test('signing out leaves nothing of the visitor in the browser', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const booking = await shop.reserve();
  await signIn(page, 'traveller');
  await giveKeys(page, booking);
  await page.goto('/search?from=LHR&to=JFK&adults=1');
  await page.goto('/trips');
  await expect(page.getByText(booking.reference)).toBeVisible();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();

  const kept = await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
  expect(kept.filter((key) => key.startsWith('contrail.'))).toEqual([]);
});

test('without an answer nobody is signed out, and is told so', async ({ page, context }) => {
  await signIn(page, 'traveller');
  await context.setOffline(true);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('alert')).toContainText('you are still signed in');
  await context.setOffline(false);
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('a connection that fails once before a change does not fail the next try', async ({ page }) => {
  await signIn(page, 'traveller');
  await page.goto('/account');
  let asked = 0;
  await page.route('**/api/session/antiforgery', (route) => (asked++ === 0 ? route.abort() : route.continue()));
  const save = page.getByRole('button', { name: 'Save name' });
  await save.click();
  await expect(page.getByRole('alert')).toContainText('did not answer');
  await save.click();

  await expect(page.getByRole('status').filter({ hasText: 'saved' })).toBeVisible();
});
