/** Clerk's components while they are being fetched, and when a part of them cannot be. Their first script is in other tests. */
import { faultRow } from './fault-row.ts';
import { banner, expect, holdComponents, openList, test } from './fixtures.ts';

const LOADING = '- main: Loading…';

test.describe('signed out', () => {
  test.use({ scenario: 'signed-out' });

  test('until Clerk’s sign-in has come, the page says that it is loading', async ({ page }) => {
    const release = await holdComponents(page);
    await page.goto('/');
    const main = page.getByRole('main');
    await expect(main).toMatchAriaSnapshot(LOADING);
    release();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(main).not.toMatchAriaSnapshot(LOADING);
  });

  for (const [part, description] of [
    ['ui-common', 'all of Clerk’s components need'],
    ['signin', 'Clerk’s sign-in needs'],
  ]) {
    test(
      `when a script that ${description} cannot be fetched, the page says so, and “Try again” reloads it`,
      faultRow(
        'Start',
        `A script that ${description} cannot be fetched`,
        'That Clerk’s components could not be loaded, and “Try again”, which reloads the page',
      ),
      async ({ page }) => {
        const scripts = new RegExp(`/${part}_ui_`);
        await page.route(scripts, (route) => route.abort());
        await page.goto('/');
        await expect(banner(page)).toContainText("Couldn't load Clerk's components.");
        await expect(page.getByRole('main')).not.toMatchAriaSnapshot(LOADING);
        await page.unroute(scripts);
        await banner(page).getByRole('button', { name: 'Try again' }).click();
        await expect(page.getByLabel('Email address')).toBeVisible();
        await expect(banner(page)).toBeHidden();
      },
    );
  }
});

test('when a script of Clerk’s members page cannot be fetched, every press of “Pending invitations” says so', async ({
  page,
}) => {
  await page.route(/organizationprofile_ui_/, (route) => route.abort());
  await openList(page);
  for (let press = 1; press <= 2; press++) {
    await page.getByRole('button', { name: 'Pending invitations' }).click();
    await expect(banner(page)).toContainText("Couldn't load Clerk's components.");
    await banner(page).getByRole('button', { name: 'Dismiss' }).click();
  }
});
