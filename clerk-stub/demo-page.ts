/** The HTML of the demo's control page: scenarios, users, faults and the request log. It has no script. */
import { html } from 'hono/html';
import { demoStyle } from './demo-style.ts';
import type { Fault } from './faults.ts';
import type { RecordedRequest } from './requests.ts';
import { EMAIL_CODE } from './rules/sign-in.ts';
import { membershipsOf } from './rules/users.ts';
import { scenarios } from './scenarios.ts';
import { PASSWORD } from './seeds/people.ts';
import type { State, User } from './state.ts';
import type { ClerkStub } from './stub.ts';

/** Where the app is: one level above the control page, whatever the base path of both. */
export const APP = '../';

/** It has no script, and its one style is in its HTML. */
export const DEMO_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'";

/** The faults that the page offers, by their labels. */
const faultsByLabel: Record<string, Omit<Fault, 'method' | 'path'>> = {
  'Internal error (500)': {},
  'Resource locked (409)': {
    status: 409,
    code: 'resource_locked',
    message: 'resource busy',
    longMessage: 'This resource is currently being modified by another request. Please try again.',
  },
  'Too many requests (429)': {
    status: 429,
    code: 'too_many_requests',
    message: 'Too many requests',
    longMessage: 'Too many requests, retry later',
    retryAfter: 5,
  },
  'HTML page of a proxy (502)': { status: 502, body: '<h1>Bad gateway</h1>' },
  'Connection failure': { network: true },
};

export const demoFaults = new Map(Object.entries(faultsByLabel));

/** The path of the hold button, and the default path of a fault. */
export const ORGANIZATIONS_PATH = '/v1/organizations/*';

/** A browser opens six connections, and the control page needs one. */
export const HOLD_LIMIT = { seconds: 20, requests: 4 };

const LISTED_USERS = 20;
const LISTED_REQUESTS = 50;

/** The form's value for the seed with which the server was started. */
export const OWN_DATA = '';

/**
 * @param hasOwnData whether the server was started with a seed that is not a scenario
 * @param signedIn the user who is signed in in this browser
 */
export const demoPage = (stub: ClerkStub, hasOwnData: boolean, signedIn?: User) =>
  html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>Stubbed Clerk</title>
    ${demoStyle}
  </head>
  <body>
    <header>
      <a href="${APP}">Back to the app</a>
      <h1>Stubbed Clerk</h1>
      <p class="quiet">
        An in-memory version of Clerk’s Frontend API, used by the real SDK. All users are made up. Changes are kept until you
        start a scenario or, if a server runs this demo, until it stops.
      </p>
    </header>
    <main>
      ${scenariosSection(stub.state.scenario ?? OWN_DATA, hasOwnData)} ${usersSection(stub.state, signedIn)} ${faultsSection(stub, stub.isHolding())}
      ${requestsSection(stub.requests)}
    </main>
  </body>
</html>`;

const ownData = { [OWN_DATA]: { name: 'Your own data', description: 'The seed with which the server was started.' } };

const scenariosSection = (current: string, hasOwnData: boolean) => html`
  <section aria-labelledby="scenarios">
    <header>
      <h2 id="scenarios">Scenarios</h2>
      <p class="quiet">A scenario starts a new instance, discards all changes and leads back to the app.</p>
    </header>
    <ul class="cards">
      ${Object.entries({ ...(hasOwnData && ownData), ...scenarios }).map(([id, { name, description }]) => {
        const isCurrent = id === current;
        const action = isCurrent ? 'Restart' : 'Start';
        return html`<li class="card" ${isCurrent ? html`aria-current="true"` : ''}>
          <div class="head"><h3>${name}</h3>${isCurrent ? html`<span class="badge">Running</span>` : ''}</div>
          <p class="quiet">${description}</p>
          <form method="post" action="scenario">
            <button name="name" value="${id}" aria-label="${action} ${name}">${action}</button>
          </form>
        </li>`;
      })}
    </ul>
  </section>`;

const usersSection = (state: State, signedIn?: User) => html`
  <section aria-labelledby="users">
    <header>
      <h2 id="users">Users</h2>
      <p class="quiet">
        One click signs you in. To use the sign-in form, enter an email address and the password <code>${PASSWORD}</code> or the
        code <code>${EMAIL_CODE}</code>.
      </p>
    </header>
    <ul class="card list">${listedUsers(state, signedIn).map((user) => userCard(state, user, user === signedIn))}</ul>
  </section>`;

/** The latest users, with the one who is signed in first. */
const listedUsers = (state: State, signedIn?: User) => [
  ...new Set([...(signedIn ? [signedIn] : []), ...[...state.users.values()].slice(-LISTED_USERS)]),
];

function userCard(state: State, user: User, isSignedIn: boolean) {
  const names = [user.firstName, user.lastName].filter((name) => name !== null);
  const name = names.join(' ') || user.email;
  const organizations = membershipsOf(state, user).map(
    ({ organization, membership }) =>
      `${organization.name} (${state.roles.get(membership.role)?.name ?? membership.role})`,
  );
  return html`<li class="person" ${isSignedIn ? html`aria-current="true"` : ''}>
    <span class="initials" aria-hidden="true">${names.map(([initial]) => initial).join('') || '@'}</span>
    <h3>${name} ${isSignedIn ? html`<span class="badge">Signed in</span>` : ''}</h3>
    <div class="email quiet small">${user.email}</div>
    <div class="about quiet small">${organizations.join(', ') || 'No organization'} <code>${user.id}</code></div>
    ${isSignedIn ? '' : signInForm(user, name)}
  </li>`;
}

const signInForm = ({ id }: User, name: string) => html`<form method="post" action="sign-in">
  <button name="user_id" value="${id}" aria-label="Sign in as ${name}">Sign in</button>
</form>`;

const faultsSection = (stub: ClerkStub, isHolding: boolean) => html`
  <section id="faults" aria-labelledby="faults-heading">
    <header><h2 id="faults-heading">Faults</h2><p class="quiet">See what the app does when Clerk fails or is slow.</p></header>
    <div class="stack">
      ${waitingFaults(stub.waitingFaults())}
      <form class="card fields fail" method="post" action="fail">
        <label>Method <select name="method"><option value="">Any</option>${options(['GET', 'POST', 'PATCH', 'DELETE'])}</select></label>
        <label>Path <input name="path" value="${ORGANIZATIONS_PATH}" required pattern="/[^?]*" title="From /v1 on, without a query" /></label>
        <label>Response <select name="fault">${options([...demoFaults.keys()])}</select></label>
        <button>Fail the next such request</button>
      </form>
      <form class="card fields hold" method="post" action="hold">
        <button name="action" value="${isHolding ? 'release' : 'hold'}">
          ${isHolding ? 'Release the held requests' : 'Hold all requests to organizations'}
        </button>
        <span class="quiet small">
          Held requests are released after ${HOLD_LIMIT.seconds} seconds, or when more than ${HOLD_LIMIT.requests} are waiting.
          Starting a scenario releases them, too.
        </span>
      </form>
      <form class="card fields inline" method="post" action="latency">
        <label>
          Latency in milliseconds
          <input name="milliseconds" type="number" min="0" max="99999" value="${stub.state.latency}" required />
        </label>
        <button>Set the latency</button>
      </form>
    </div>
  </section>`;

const waitingFaults = (faults: readonly Fault[]) =>
  faults.length === 0
    ? ''
    : html`<div class="card waiting head">
        <ul aria-label="Waiting faults">
          ${faults.map(
            ({ method = '', path, network, status = 500 }) =>
              html`<li>
                The next ${method} request to <code>${path}</code> ${network ? 'gets no response' : html`fails with status ${status}`}.
              </li>`,
          )}
        </ul>
        <form method="post" action="drop"><button>Drop all waiting faults</button></form>
      </div>`;

const options = (labels: readonly string[]) => labels.map((label) => html`<option>${label}</option>`);

const requestsSection = (requests: readonly RecordedRequest[]) => html`
  <section id="requests" aria-labelledby="requests-heading">
    <header class="head">
      <div>
        <h2 id="requests-heading">Requests</h2>
        <p class="quiet">The last ${LISTED_REQUESTS} requests that the SDK has sent, the latest one first.</p>
      </div>
      <form method="post" action="refresh"><button>Refresh the list</button></form>
    </header>
    <div class="card list">
      <table>
        <thead><tr><th>Method</th><th>Path and parameters</th><th>Status and time (UTC)</th></tr></thead>
        <tbody>${requests.slice(-LISTED_REQUESTS).toReversed().map(requestRow)}</tbody>
      </table>
    </div>
  </section>`;

/** Leaves out the parameters that the SDK adds to every request, and hides passwords. */
function requestRow({ at, status, method, path, query, form }: RecordedRequest) {
  const parameters = [...query, ...form]
    .filter(([name]) => !name.startsWith('_'))
    .map(([name, value]) => `${name}=${/password$/.test(name) ? '•••' : value}`);
  return html`<tr>
    <td><code>${method}</code></td>
    <td><code>${path.split(/(?=\/)/).map((segment) => html`${segment}<wbr>`)}</code> <code class="quiet">${parameters.join(' ')}</code></td>
    <td class="small">
      <span class="${status >= 400 ? 'failed' : ''}">${status || 'none'}</span> <span class="quiet">${new Date(at).toISOString().slice(11, 23)}</span>
    </td>
  </tr>`;
}
