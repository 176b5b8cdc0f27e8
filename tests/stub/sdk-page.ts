/**
 * A page with nothing on it but Clerk's SDK, one of Clerk's own components if a test asks for it, and a line that says who
 * is signed in. It exists within tests only; the SDK it loads is the one the production build ships.
 */
import { readFileSync } from 'node:fs';
import type { BrowserClerk, OrganizationResource } from '@clerk/shared/types';
import type { JSHandle, Locator, Page } from '@playwright/test';
import type { Invitation } from '../../clerk-stub/state.ts';
import type { ClerkStub } from '../../clerk-stub/stub.ts';

export type { BrowserClerk, OrganizationResource };

declare global {
  interface Window {
    /** Settles when the SDK has loaded. */
    loading: Promise<void>;
    /** How a call of the SDK ended: `done`, or the status and Clerk's code (`403 not_a_member_in_organization`). */
    outcomeOf(call: Promise<unknown>): Promise<string>;
  }
}

export interface SdkPageOptions {
  component?: 'SignIn' | 'OrganizationSwitcher' | 'OrganizationProfile' | 'UserButton';
  publishableKey?: string;
  /** `null` sends the requests to the host that the key names. */
  proxyUrl?: string | null;
}

/** A publishable key for a Clerk instance at that host. */
export const keyFor = (host: string, kind: 'test' | 'live' = 'test') => `pk_${kind}_${btoa(`${host}$`)}`;

const ADDRESS = '/sdk.html';

/** Opens the page and waits for the SDK. The handle is good until the page loads anew. */
export async function openSdk(page: Page, options: SdkPageOptions = {}): Promise<JSHandle<BrowserClerk>> {
  await page.route(
    ({ pathname }) => pathname === ADDRESS,
    (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(options) }),
  );
  await page.goto(ADDRESS);
  return loadedSdk(page);
}

/** The SDK of a page that has just been opened or reloaded. */
export function loadedSdk(page: Page): Promise<JSHandle<BrowserClerk>> {
  return page.evaluateHandle(async () => {
    await window.loading;
    if (!window.Clerk) throw new Error('The SDK did not start');
    return window.Clerk;
  });
}

/** The active organization, as the SDK has it now. */
export function activeOrganization(clerk: JSHandle<BrowserClerk>): Promise<JSHandle<OrganizationResource>> {
  return clerk.evaluateHandle(({ organization }) => {
    if (!organization) throw new Error('No organization is active');
    return organization;
  });
}

/** The line that says who is signed in and as what: `ada@example.com, org:admin of Analytical Engines`. */
export const whoIsThere = (page: Page): Locator => page.getByRole('status', { name: 'Signed in' });

/** Every session of every browser: `user_ada in org_engines`, or `user_ada removed`. */
export const sessionsOf = ({ state }: ClerkStub): string[] =>
  [...state.clients.values()].flatMap(({ sessions }) =>
    sessions.map(({ userId, status, lastActiveOrganizationId }) =>
      status === 'active' ? `${userId} in ${lastActiveOrganizationId ?? 'none'}` : `${userId} ${status}`,
    ),
  );

/** A pending invitation to Analytical Engines, to be put into the stub's state. */
export const invitationOf = (email: string): Invitation => ({
  id: email.replace(/^(.*)@.*$/, 'orginv_$1'),
  organizationId: 'org_engines',
  email,
  role: 'org:member',
  status: 'pending',
  createdAt: Date.now(),
  updatedAt: Date.now(),
});

const html = ({ component, publishableKey = keyFor('clerk-stub.test'), proxyUrl = '/__clerk' }: SdkPageOptions) => `
<!doctype html>
<html lang="en">
  <title>Clerk SDK</title>
  <p role="status" aria-label="Signed in"></p>
  <main></main>
  <script
    src="${browserBuild('clerk-js', 'clerk.browser.js')}"
    data-clerk-publishable-key="${publishableKey}"
    ${proxyUrl ? `data-clerk-proxy-url="${proxyUrl}"` : ''}
  ></script>
  ${component ? `<script src="${browserBuild('ui', 'ui.browser.js')}"></script>` : ''}
  <script>
    const here = '${ADDRESS}';
    window.loading = Clerk.load({
      ui: window.__internal_ClerkUICtor && { ClerkUI: window.__internal_ClerkUICtor },
      // Navigation within the page, so that it stays where it is after signing in or out.
      routerPush: (to) => history.pushState(null, '', to),
      routerReplace: (to) => history.replaceState(null, '', to),
      signInFallbackRedirectUrl: here,
      afterSignOutUrl: here,
      appearance: { options: { animations: false } },
      telemetry: false,
      experimental: { rethrowOfflineNetworkErrors: true },
    }).then(() => {
      Clerk.addListener(({ user, organization }) => {
        if (user === undefined) return;
        const membership = user?.organizationMemberships.find(({ organization: { id } }) => id === organization?.id);
        document.querySelector('p').textContent = user
          ? user.primaryEmailAddress.emailAddress + ', ' +
            (membership ? membership.role + ' of ' + organization.name : 'in no organization')
          : 'nobody';
      });
      ${component ? `Clerk.mount${component}(document.querySelector('main'), { routing: 'hash' });` : ''}
    });
    window.outcomeOf = (call) =>
      call.then(
        () => 'done',
        (error) => (error.status ? error.status + ' ' + error.errors[0]?.code : error.code ?? String(error)),
      );
  </script>
</html>`;

/** Where the production build has the browser build of one of Clerk's packages. */
function browserBuild(name: 'clerk-js' | 'ui', file: string): string {
  const manifest = new URL(`../../node_modules/@clerk/${name}/package.json`, import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return `/npm/@clerk/${name}@${version}/dist/${file}`;
}
