/** Starting the demo's scenarios, and how to tell that one has started. */
import { expect, type Locator, type Page } from '@playwright/test';
import { type ScenarioName, scenarios } from '../clerk-stub/scenarios.ts';

/** The button of the control page. */
export const startButton = (page: Page, scenario: ScenarioName): Locator =>
  page.getByRole('button', { name: new RegExp(`^(Start|Restart) ${scenarios[scenario].name}$`) });

/** Starts a scenario on the control page, which leads back to the page at this URL. */
export async function startScenario(page: Page, scenario: ScenarioName, url = '/'): Promise<void> {
  await page.goto(`${url}__clerk/`);
  await startButton(page, scenario).click();
  // Clerk's task adds a hash.
  await expect(page).toHaveURL(({ href }) => href.replace(/#.*/, '') === new URL(url, href).href);
}

/** What the page shows. `slow` and `flaky` look like `default`: what tells them apart depends on the requests before. */
export const startChecks: Record<Exclude<ScenarioName, 'slow' | 'flaky'>, (page: Page) => Promise<void>> = {
  default: (page) => expect(page.getByText('1–10 of 12')).toBeVisible(),
  member: (page) => expect(page.getByRole('banner').getByText('Alan Turing')).toBeVisible(),
  'custom-roles': (page) => expect(page.getByRole('combobox', { name: 'Role of alan@example.com' })).toBeVisible(),
  'last-admin': (page) => expect(page.getByText('1–3 of 3')).toBeVisible(),
  large: (page) => expect(page.getByText('1–10 of 5,000')).toBeVisible(),
  empty: (page) => expect(page.getByText('1–1 of 1')).toBeVisible(),
  'signed-out': (page) => expect(page.getByLabel('Email address')).toBeVisible(),
  'membership-required': (page) => expect(page.getByRole('heading', { name: 'Choose an organization' })).toBeVisible(),
  'role-migration': (page) => expect(page.getByText('Roles are temporarily locked')).toBeVisible(),
};
