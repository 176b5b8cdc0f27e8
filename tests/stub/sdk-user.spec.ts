/** The SDK's methods for the signed-in user. */
import { expect, test } from '../fixtures.ts';
import { openSdk } from './sdk-page.ts';

test('user.update({ unsafeMetadata }) replaces the metadata', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const read = await sdk.evaluate(async ({ user }) => {
    await user?.update({ unsafeMetadata: { theme: { color: 'dark', size: 2 }, seen: true } });
    await user?.update({ unsafeMetadata: { theme: { color: 'light' }, news: ['a'] } });
    return user?.unsafeMetadata;
  });
  expect(read).toEqual({ theme: { color: 'light' }, news: ['a'] });
  expect(clerk.state.users.get('user_ada')?.unsafeMetadata).toEqual(read);
});

test('user.updateMetadata() merges the metadata, and null removes a key', async ({ page }) => {
  const sdk = await openSdk(page);
  const read = await sdk.evaluate(async ({ user }) => {
    await user?.updateMetadata({ unsafeMetadata: { theme: { color: 'dark', size: 2 }, seen: true } });
    await user?.updateMetadata({ unsafeMetadata: { theme: { size: null }, seen: null, news: ['a'] } });
    return user?.unsafeMetadata;
  });
  expect(read).toEqual({ theme: { color: 'dark' }, news: ['a'] });
});
