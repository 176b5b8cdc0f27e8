/** Clerk's `<SignIn />` on the stub. */
import type { Page } from '@playwright/test';
import { EMAIL_CODE } from '../../clerk-stub/rules/sign-in.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { expect, test } from '../fixtures.ts';
import { loadedSdk, openSdk, sessionsOf, signedInUser } from './sdk-page.ts';

test.use({ scenario: 'signed-out' });

test('a wrong password is an error; the right one signs in', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await enterEmail(page, 'ada@example.com');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('open sesame');
  await clickContinue(page);
  await expect(fieldError(page)).toHaveText('Password is incorrect. Try again, or use another method.');
  await expect(signedInUser(page)).toHaveText('nobody');

  await password.fill(PASSWORD);
  await clickContinue(page);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('a wrong code is an error; the right one signs in', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await enterEmail(page, 'grace@example.com');
  await chooseEmailCode(page);
  await enterCode(page, '123456');
  await expect(fieldError(page)).toHaveText('Incorrect code');
  await expect(signedInUser(page)).toHaveText('nobody');

  await enterCode(page, '424242');
  await expect(signedInUser(page)).toHaveText('grace@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_grace in none']);
});

test('a code that was sent stays valid after a wrong password', async ({ page }) => {
  await openSdk(page, { component: 'SignIn' });
  await enterEmail(page, 'ada@example.com');
  await chooseEmailCode(page);
  await page.getByRole('link', { name: 'Use another method' }).click();
  await page.getByRole('button', { name: 'Sign in with your password' }).click();
  await page.getByLabel('Password', { exact: true }).fill('open sesame');
  await clickContinue(page);
  await expect(fieldError(page)).toBeVisible();
  await chooseEmailCode(page);
  await enterCode(page, '424242');
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
});

test('after a wrong password, a page of its own can send a code instead', async ({ page }) => {
  const sdk = await openSdk(page);
  await sdk.evaluate(async ({ client }, code) => {
    // What `useSignIn()` of @clerk/react returns.
    const signIn = client?.signIn.__internal_future;
    await signIn?.create({ identifier: 'ada@example.com' });
    await signIn?.password({ password: 'open sesame' });
    await signIn?.emailCode.sendCode();
    await signIn?.emailCode.verifyCode({ code });
    await signIn?.finalize();
  }, EMAIL_CODE);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
});

test('an unknown email address is an error', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await enterEmail(page, 'nobody@example.com');
  await expect(fieldError(page)).toHaveText("Couldn't find your account.");
  expect(sessionsOf(clerk)).toEqual([]);
});

test('a sign-in continues after a reload, and the session after the next', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await enterEmail(page, 'ada@example.com');
  await chooseEmailCode(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Edit identifier' })).toBeVisible();
  await expect(page.getByText('ada@example.com')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await clickContinue(page);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');

  await page.reload();
  await loadedSdk(page);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('a tab at the sign-in follows when the user has signed in in another tab', async ({ page, context, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  const otherTab = await context.newPage();
  await openSdk(otherTab, { component: 'SignIn' });
  await enterEmail(otherTab, 'ada@example.com');
  await otherTab.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await clickContinue(otherTab);
  await expect(signedInUser(otherTab)).toHaveText('ada@example.com, in no organization');

  await enterEmail(page, 'grace@example.com');
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

async function enterEmail(page: Page, address: string): Promise<void> {
  await page.getByLabel('Email address').fill(address);
  await clickContinue(page);
}

const clickContinue = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true }).click();

async function chooseEmailCode(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Use another method' }).click();
  await page.getByRole('button', { name: 'Email code to' }).click();
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
}

/** The sixth digit submits the code. */
const enterCode = (page: Page, code: string) => page.getByLabel('Enter verification code').fill(code);

/** The visible error of a field. Clerk repeats it in a live region. */
const fieldError = (page: Page) => page.getByTestId('form-feedback-error');
