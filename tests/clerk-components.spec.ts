/** Clerk's components while they load, and when one of their chunks cannot be fetched. */
import { faultRow } from './fault-row.ts';
import { banner, changeRole, expect, holdComponents, openList, settle, signInInAnotherTab, test } from './fixtures.ts';

const LOADING = '- main: Loading…';

test.describe('signed out', () => {
  test.use({ scenario: 'signed-out' });

  test('while Clerk’s sign-in loads, the page says so', async ({ page }) => {
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
        await expect(page.getByRole('main')).toMatchAriaSnapshot('- main: Reload the page.');
        await page.unroute(scripts);
        await banner(page).getByRole('button', { name: 'Try again' }).click();
        await expect(page.getByLabel('Email address')).toBeVisible();
        await expect(banner(page)).toBeHidden();
      },
    );
  }

  test(
    'a script of Clerk’s sign-in that does not arrive is reported after 20 seconds',
    faultRow(
      'Start',
      'A script that Clerk’s sign-in needs does not arrive',
      'After 20 seconds that Clerk’s components could not be loaded, and “Try again”, which reloads the page',
    ),
    async ({ page }) => {
      await page.clock.install();
      await page.route(/signin_ui_/, () => {}, { times: 1 });
      const isRequested = page.waitForRequest(/signin_ui_/);
      await page.goto('/');
      await isRequested;
      await page.clock.runFor(20_000);
      await expect(banner(page)).toContainText("Couldn't load Clerk's components.");
      await banner(page).getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByLabel('Email address')).toBeVisible();
    },
  );
});

test('a missing script that was dismissed is not reported again', async ({ page, clerk }) => {
  clerk.state.defaultSession = null;
  await page.clock.install();
  await page.route(/signin_ui_/, (route) => route.abort());
  await page.goto('/');
  await expect(banner(page)).toContainText("Couldn't load Clerk's components.");
  await banner(page).getByRole('button', { name: 'Dismiss' }).click();
  await page.clock.runFor(20_000);
  await settle(page);
  await expect(banner(page)).toBeHidden();
});

test.describe('when a script of Clerk’s members page cannot be fetched', () => {
  test.beforeEach(async ({ page }) => {
    await page.route(/organizationprofile_ui_/, (route) => route.abort());
    await openList(page);
  });

  test('every press of “Pending invitations” says so', async ({ page }) => {
    await page.getByRole('button', { name: 'Pending invitations' }).click();
    await expect(banner(page)).toContainText("Couldn't load Clerk's components.");
    const isHidden = await banner(page).evaluateHandle((element) => {
      const values: boolean[] = [];
      new MutationObserver(() => values.push(element.hasAttribute('hidden'))).observe(element, {
        attributeFilter: ['hidden'],
      });
      return values;
    });
    await page.getByRole('button', { name: 'Pending invitations' }).click();
    // A screen reader announces the same text again when the banner was hidden before.
    await expect.poll(() => isHidden.jsonValue()).toEqual([true, false]);
  });

  test('its failure is shown before an earlier one', async ({ page, clerk }) => {
    clerk.failNext({ method: 'PATCH', status: 422, longMessage: 'Not like this.' });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText('Not like this.');
    await page.getByRole('button', { name: 'Pending invitations' }).click();
    await expect(banner(page)).toContainText("Error 1 of 2: Couldn't load Clerk's components.");
  });
});

test('a script of the sign-in that cannot be fetched is not reported to somebody who signed in meanwhile', async ({
  page,
  clerk,
}) => {
  clerk.state.defaultSession = null;
  const fail = await holdComponents(page, (route) => route.abort(), /ui-common_ui_/);
  await page.goto('/');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(LOADING);
  await signInInAnotherTab(page, clerk, 'user_ada');
  const isAborted = page.waitForEvent('requestfailed', (request) => request.url().includes('ui-common'));
  fail();
  await isAborted;
  await settle(page);
  await expect(banner(page)).toBeHidden();
});
