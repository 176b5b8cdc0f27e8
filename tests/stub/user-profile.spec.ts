/** Clerk's `<UserProfile />` on the stub: all that it offers works. */
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { expect, test } from '../fixtures.ts';
import { IMAGE } from './examples/example.ts';
import { openSdk, sessionsOf } from './sdk-page.ts';

test('a user changes their name', async ({ page, clerk }) => {
  await openSdk(page, { component: 'UserProfile' });
  await page.getByRole('button', { name: 'Update profile' }).click();
  await page.getByLabel('First name').fill('Augusta');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Augusta Lovelace')).toBeVisible();
  expect(clerk.state.users.get('user_ada')?.firstName).toBe('Augusta');
});

test('the component does not offer to add or remove an email address', async ({ page }) => {
  await openSdk(page, { component: 'UserProfile' });
  await expect(page.getByText('ada@example.com')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add email address' })).toBeHidden();
});

test('a user changes their password and signs out of the other devices', async ({ page, clerk }) => {
  await clerk.fetch(new Request('https://clerk-stub.test/v1/client?__clerk_db_jwt=phone'));
  await openSdk(page, { component: 'UserProfile' });
  await page.getByText('Security', { exact: true }).click();
  await expect(page.getByText('This device')).toBeVisible();
  await page.getByRole('button', { name: 'Update password' }).click();
  await page.getByLabel('Current password').fill('open sesame');
  await page.getByLabel('New password', { exact: true }).fill('difference');
  await page.getByLabel('Confirm password').fill('difference');
  // It comes after a pause in typing, and moves the button.
  await expect(page.getByText('Your password meets all the necessary requirements.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByTestId('form-feedback-error').filter({ hasText: 'is incorrect' })).toBeVisible();
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Update password' })).toBeVisible();
  expect(clerk.state.users.get('user_ada')?.password).toBe('difference');
  expect(sessionsOf(clerk)).toEqual(['user_ada revoked', 'user_ada in org_engines']);
});

test('a user uploads a profile image and removes it', async ({ page, clerk }) => {
  await openSdk(page, { component: 'UserProfile' });
  await page.getByRole('button', { name: 'Update profile' }).click();
  const [, data = ''] = IMAGE.split(',');
  const picture = { name: 'ada.png', mimeType: 'image/png', buffer: Buffer.from(data, 'base64') };
  await page.locator('input[type=file]').setInputFiles(picture);
  await expect.poll(() => clerk.state.users.get('user_ada')?.imageUrl).toBe(IMAGE);
  await page.getByRole('button', { name: 'Update profile' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => clerk.state.users.get('user_ada')?.imageUrl).toBeNull();
});
