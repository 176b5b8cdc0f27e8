/** The SDK's methods for the signed-in user. */
import { expect, test } from '../fixtures.ts';
import { IMAGE } from './examples/example.ts';
import { activeOrganization, openSdk } from './sdk-page.ts';

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

test('user.setProfileImage() shows the image to everybody, and null removes it', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const seen = await sdk.evaluate(async (clerk, image) => {
    const file = new File([await (await fetch(image)).blob()], 'ada.png', { type: 'image/png' });
    const { publicUrl } = (await clerk.user?.setProfileImage({ file })) ?? {};
    const [ada] = (await clerk.organization?.getMemberships({ query: 'ada' }))?.data ?? [];
    const urls = [publicUrl, clerk.user?.imageUrl, ada?.publicUserData?.imageUrl];
    await clerk.user?.setProfileImage({ file: null });
    return { urls, hasImage: clerk.user?.hasImage };
  }, IMAGE);
  expect(seen).toEqual({ urls: [IMAGE, IMAGE, IMAGE], hasImage: false });
  expect(clerk.state.users.get('user_ada')?.imageUrl).toBeNull();
});

test('organization.setLogo() takes a file or a data: URL, and null removes the logo', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const organization = await activeOrganization(sdk);
  const seen = await organization.evaluate(async (organization, image) => {
    const file = new File([await (await fetch(image)).blob()], 'logo.png', { type: 'image/png' });
    const ofFile = (await organization.setLogo({ file })).imageUrl;
    const ofText = (await organization.setLogo({ file: image })).imageUrl;
    const outcome = await window.outcomeOf(organization.setLogo({ file: new File(['<svg/>'], 'a.svg') }));
    await organization.setLogo({ file: null });
    return { ofFile, ofText, outcome };
  }, IMAGE);
  expect(seen).toEqual({ ofFile: IMAGE, ofText: IMAGE, outcome: '400 request_body_invalid' });
  expect(await sdk.evaluate(({ organization }) => organization?.hasImage)).toBe(false);
  expect(clerk.state.organizations.get('org_engines')?.imageUrl).toBeNull();
});
