/** Clerk's `<UserButton />` on the stub. */
import { expect, test } from '../fixtures.ts';
import { openSdk, sessionsOf, signedInUser } from './sdk-page.ts';

test('shows the signed-in user', async ({ page }) => {
  await openSdk(page, { component: 'UserButton' });
  await page.getByRole('button', { name: 'Open user menu' }).click();
  const menu = page.getByRole('dialog', { name: 'Account panel' });
  await expect(menu).toContainText('Ada Lovelace');
  await expect(menu).toContainText('ada@example.com');
});

test('shows an avatar without an uploaded image, as at Clerk', async ({ page }) => {
  await openSdk(page, { component: 'UserButton' });
  const avatar = page.getByRole('button', { name: 'Open user menu' }).getByRole('img');
  await expect.poll(() => avatar.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

test('signs out, also after a reload', async ({ page, clerk }) => {
  await openSdk(page, { component: 'UserButton' });
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');
  await page.getByRole('button', { name: 'Open user menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(signedInUser(page)).toHaveText('nobody');
  await expect(page.getByRole('button', { name: 'Open user menu' })).toBeHidden();
  expect(sessionsOf(clerk)).toEqual(['user_ada removed']);

  await page.reload();
  await expect(signedInUser(page)).toHaveText('nobody');
});
