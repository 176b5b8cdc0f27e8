/**
 * The main path in a few seconds: `npm run smoke`. With `SMOKE_URL=https://…` it checks a deployed page instead: it loads,
 * it reaches the Clerk of its key, it shows the sign-in or the members. It changes nothing there.
 */
import { banner, changeRole, expect, openList, remove, row, rows, signIn, test, toast } from './fixtures.ts';
import { test as plainTest } from './problems.ts';

if (process.env.SMOKE_URL) {
  plainTest('the deployed page loads, reaches Clerk, and shows the sign-in or the members', async ({ page }) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const client = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/v1/client'));
    // What the page shows is reported first.
    client.catch(() => {});
    const response = await page.goto('');
    expect(response?.status(), `the status of ${page.url()}`).toBe(200);
    const members = page.locator('#memberships_table_body tr');
    await expect(members.or(page.locator('#app .cl-rootBox')).or(banner(page)).first()).toBeVisible();
    expect(await banner(page).allInnerTexts(), 'the error on the page').toEqual([]);
    expect((await client).ok(), 'the response of Clerk').toBe(true);
    expect(errors).toEqual([]);
  });
} else {
  test('an admin lists members, changes a role, adds and removes a member', async ({ page, clerk }) => {
    await openList(page);
    await expect(rows(page)).toHaveCount(10);
    await changeRole(page, 'frances@example.com');
    await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
    await expect(page.locator('#response')).toContainText('"role": "org:admin"');
    await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
    await page.getByRole('button', { name: 'Add member' }).click();
    await expect(row(page, 'hedy@example.com')).toBeVisible();
    await remove(page, 'hedy@example.com');
    await expect(row(page, 'hedy@example.com')).toHaveCount(0);
    expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:admin');
    expect(clerk.membership('org_engines', 'user_hedy')).toBeUndefined();
  });

  test('a refusal of Clerk is shown', async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'PATCH', status: 403, longMessage: 'Not allowed.' });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText('Not allowed.');
    await expect(row(page, 'frances@example.com')).toContainText('org:member');
  });

  test.describe('a member without the permission', () => {
    test.use({ scenario: 'member' });

    test('sees the list without controls', async ({ page }) => {
      await openList(page);
      await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
    });
  });

  test.describe('signed out', () => {
    test.use({ scenario: 'signed-out' });

    test('signing in and selecting an organization shows its members', async ({ page }) => {
      await page.goto('/');
      await signIn(page, 'ada@example.com');
      await expect(rows(page)).toHaveCount(10);
    });
  });
}
