/**
 * A test page with Clerk's SDK, one of Clerk's components if a test needs it, and a line with the signed-in user. It loads
 * the SDK of the production build.
 */
import { readFileSync } from 'node:fs';
import type { BrowserClerk, OrganizationResource } from '@clerk/shared/types';
import type { JSHandle, Locator, Page } from '@playwright/test';
import type { Invitation } from '../../clerk-stub/state.ts';
import type { ClerkStub } from '../../clerk-stub/stub.ts';

export type { BrowserClerk, OrganizationResource };

declare global {
  interface Window {
    /** Resolves when the SDK has loaded. */
    loading: Promise<void>;
    /** The outcome of an SDK call: `done`, or the status and Clerk's code (`403 not_a_member_in_organization`). */
    outcomeOf(call: Promise<unknown>): Promise<string>;
  }
}

export interface SdkPageOptions {
  component?: 'SignIn' | 'OrganizationSwitcher' | 'OrganizationProfile' | 'UserButton' | 'UserProfile';
  publishableKey?: string;
  /** `null` sends the requests to the key's host. */
  proxyUrl?: string | null;
}

/** The publishable key of an instance with that host. */
export const keyFor = (host: string, kind: 'test' | 'live' = 'test') => `pk_${kind}_${btoa(`${host}$`)}`;

const ADDRESS = '/sdk.html';

/** Opens the page and waits for the SDK. The handle is valid until the next navigation. */
export async function openSdk(page: Page, options: SdkPageOptions = {}): Promise<JSHandle<BrowserClerk>> {
  await page.route(
    ({ pathname }) => pathname === ADDRESS,
    (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(options) }),
  );
  await page.goto(ADDRESS);
  return loadedSdk(page);
}

/** Waits for the SDK after a navigation. */
export function loadedSdk(page: Page): Promise<JSHandle<BrowserClerk>> {
  return page.evaluateHandle(async () => {
    await window.loading;
    if (!window.Clerk) throw new Error('The SDK did not start');
    return window.Clerk;
  });
}

/** The SDK's active organization. */
export function activeOrganization(clerk: JSHandle<BrowserClerk>): Promise<JSHandle<OrganizationResource>> {
  return clerk.evaluateHandle(({ organization }) => {
    if (!organization) throw new Error('No organization is active');
    return organization;
  });
}

/** For example `ada@example.com, org:admin of Analytical Engines`, or `nobody`. */
export const signedInUser = (page: Page): Locator => page.getByRole('status', { name: 'Signed in' });

/** All sessions of the stub, for example `user_ada in org_engines` or `user_ada removed`. */
export const sessionsOf = ({ state }: ClerkStub): string[] =>
  [...state.clients.values()].flatMap(({ sessions }) =>
    sessions.map(({ userId, status, lastActiveOrganizationId }) =>
      status === 'active' ? `${userId} in ${lastActiveOrganizationId ?? 'none'}` : `${userId} ${status}`,
    ),
  );

/** An invitation to Analytical Engines, for the stub's state. */
export const pendingInvitation = (email: string): Invitation => ({
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
      // Without these, the SDK leaves the page after signing in or out.
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

/** The URL of a package's browser build in the production build. */
function browserBuild(name: 'clerk-js' | 'ui', file: string): string {
  const manifest = new URL(`../../node_modules/@clerk/${name}/package.json`, import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return `/npm/@clerk/${name}@${version}/dist/${file}`;
}

/** A request of the browser `the-browser`. */
export const send = (stub: ClerkStub, path: string, init: RequestInit = {}) =>
  stub.fetch(
    new Request(`https://clerk-stub.test/v1${path}${path.includes('?') ? '&' : '?'}__clerk_db_jwt=the-browser`, init),
  );
