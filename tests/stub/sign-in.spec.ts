/** `<SignIn />` of Clerk on the stub. */
import type { Page } from '@playwright/test';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { expect, test } from '../fixtures.ts';
import { loadedSdk, openSdk, sessionsOf, whoIsThere } from './sdk-page.ts';

test.use({ scenario: 'signed-out' });

test('a wrong password is refused, the right one signs in', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await giveAddress(page, 'ada@example.com');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('open sesame');
  await proceed(page);
  await expect(fieldError(page)).toHaveText('Password is incorrect. Try again, or use another method.');
  await expect(whoIsThere(page)).toHaveText('nobody');

  await password.fill(PASSWORD);
  await proceed(page);
  await expect(whoIsThere(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('a wrong code is refused, the right one signs in', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await giveAddress(page, 'grace@example.com');
  await chooseEmailCode(page);
  await enterCode(page, '123456');
  await expect(fieldError(page)).toHaveText('Incorrect code');
  await expect(whoIsThere(page)).toHaveText('nobody');

  await enterCode(page, '424242');
  await expect(whoIsThere(page)).toHaveText('grace@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_grace in none']);
});

test('an address that nobody has is refused', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await giveAddress(page, 'nobody@example.com');
  await expect(fieldError(page)).toHaveText("Couldn't find your account.");
  expect(sessionsOf(clerk)).toEqual([]);
});

test('a sign-in goes on where it was after a reload, and lasts through the next', async ({ page, clerk }) => {
  await openSdk(page, { component: 'SignIn' });
  await giveAddress(page, 'ada@example.com');
  await chooseEmailCode(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Edit identifier' })).toBeVisible();
  await expect(page.getByText('ada@example.com')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await proceed(page);
  await expect(whoIsThere(page)).toHaveText('ada@example.com, in no organization');

  await page.reload();
  await loadedSdk(page);
  await expect(whoIsThere(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

async function giveAddress(page: Page, address: string): Promise<void> {
  await page.getByLabel('Email address').fill(address);
  await proceed(page);
}

const proceed = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true }).click();

async function chooseEmailCode(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Use another method' }).click();
  await page.getByRole('button', { name: 'Email code to' }).click();
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
}

/** The sixth digit sends the code. */
const enterCode = (page: Page, code: string) => page.getByLabel('Enter verification code').fill(code);

/** What is said under a field; Clerk repeats it, unseen, for screen readers. */
const fieldError = (page: Page) => page.getByTestId('form-feedback-error');
