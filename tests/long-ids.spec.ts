import type { Locator } from '@playwright/test';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { expect, openList, organization, test } from './fixtures.ts';

/** Gives the user an ID of the length of Clerk's, and the address. */
function lengthenId(clerk: ClerkStub, userId: string, email?: string): string {
  const id = 'user_2aBcDeFgHiJkLmNoPqRsTuVwXyZ';
  const { memberships } = organization(clerk);
  const [user, membership] = [clerk.state.users.get(userId), memberships.get(userId)];
  if (!user || !membership) throw new Error(`${userId} is not a member`);
  clerk.state.users.set(id, { ...user, id, email: email ?? user.email });
  memberships.delete(userId);
  memberships.set(id, { ...membership, userId: id });
  return id;
}

/** How many lines the text of an element has. */
const lineCount = (element: Locator) =>
  element.evaluate((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  });

test('on a phone, an ID of the length of Clerk’s fits in one line', async ({ page, clerk }) => {
  const id = lengthenId(clerk, 'user_frances');
  await page.setViewportSize({ width: 320, height: 800 });
  await openList(page);
  expect(await lineCount(page.getByText(id, { exact: true }))).toBe(1);
});

test.describe('at 1280 pixels', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('an ID of the length of Clerk’s fits in two lines, and a long address in one', async ({ page, clerk }) => {
    const email = 'frances.allen@analytical-engines.com';
    const id = lengthenId(clerk, 'user_frances', email);
    await openList(page);
    expect(await lineCount(page.getByText(id, { exact: true }))).toBe(2);
    expect(await lineCount(page.getByText(email, { exact: true }))).toBe(1);
  });

  test.describe('with select boxes for roles', () => {
    test.use({ scenario: 'custom-roles' });

    test('an ID of the length of Clerk’s fits in two lines, and an address in one', async ({ page, clerk }) => {
      const id = lengthenId(clerk, 'user_katherine');
      await openList(page);
      expect(await lineCount(page.getByText(id, { exact: true }))).toBe(2);
      expect(await lineCount(page.getByText('katherine@example.com', { exact: true }))).toBe(1);
    });
  });
});
