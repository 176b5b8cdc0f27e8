/** The HTML of the demo's control page: users, scenarios, faults and the request log. */
import { html } from 'hono/html';
import { demoFaults, HOLD_LIMIT, ORGANIZATIONS_PATH } from './demo-faults.ts';
import { EMAIL_CODE } from './rules/sign-in.ts';
import { membershipsOf } from './rules/users.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';
import { PASSWORD } from './seeds/people.ts';
import type { State, User } from './state.ts';
import type { ClerkStub, RecordedRequest } from './stub.ts';

/** Where the app is: one level above the control page, whatever the base path of both. */
export const APP = '../';

/** It has no script, and its one style is in its HTML. */
export const DEMO_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'";

const LISTED_USERS = 20;
const LISTED_REQUESTS = 50;

export const demoPage = (scenario: ScenarioName, stub: ClerkStub, isHolding: boolean) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>Stubbed Clerk</title>
    <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      body { max-inline-size: 70rem; margin: 0 auto; padding: 1rem; }
      table { border-collapse: collapse; inline-size: 100%; }
      th, td { text-align: start; padding: 0.4rem 0.6rem; border-block-end: 1px solid light-dark(#ddd, #444); }
      .frame { overflow-x: auto; }
      code { overflow-wrap: anywhere; }
      input { box-sizing: border-box; max-inline-size: 100%; }
      form + form { margin-block-start: 0.75rem; }
      button { white-space: nowrap; font: inherit; padding: 0.25rem 0.75rem; }
      [aria-current] { background: light-dark(#eef4ff, #1c2a44); }
    </style>
  </head>
  <body>
    <p><a href="${APP}">Back to the app</a></p>
    <h1>Stubbed Clerk</h1>
    <p>
      Clerk’s Frontend API in memory, behind the real SDK. All users are made up. Changes are kept until you start a scenario
      or, if a server runs this demo, until it stops.
    </p>
    ${usersSection(stub.state)} ${scenariosSection(scenario)} ${faultsSection(stub.latency, isHolding)}
    ${requestsSection(stub.requests)}
  </body>
</html>`;

const usersSection = (state: State) => html`
  <h2>Users</h2>
  <p>
    One click signs you in. To use the sign-in form, enter an e-mail address and the password <code>${PASSWORD}</code> or the
    code <code>${EMAIL_CODE}</code>.
  </p>
  <div class="frame" tabindex="0" role="region" aria-label="Users">
    <table>
      <thead><tr><th>Sign in</th><th>Name</th><th>E-mail address</th><th>User ID</th><th>Organizations</th></tr></thead>
      <tbody>${[...state.users.values()].slice(-LISTED_USERS).map((user) => userRow(state, user))}</tbody>
    </table>
  </div>`;

function userRow(state: State, user: User) {
  const name = `${user.firstName} ${user.lastName}`;
  const organizations = membershipsOf(state, user).map(
    ({ organization, membership }) => `${organization.name} (${membership.role})`,
  );
  return html`<tr>
    <td>
      <form method="post" action="sign-in">
        <button name="user_id" value="${user.id}" aria-label="Sign in as ${name}">Sign in</button>
      </form>
    </td>
    <td>${name}</td>
    <td>${user.email}</td>
    <td><code>${user.id}</code></td>
    <td>${organizations.join(', ') || 'none'}</td>
  </tr>`;
}

const scenariosSection = (current: ScenarioName) => html`
  <h2>Scenarios</h2>
  <p>A scenario starts a new instance and discards all changes.</p>
  <div class="frame" tabindex="0" role="region" aria-label="Scenarios">
    <table>
      <tbody>
        ${Object.entries(scenarios).map(
          ([name, { description }]) => html`<tr ${name === current ? html`aria-current="true"` : ''}>
            <td><form method="post" action="scenario"><button name="name" value="${name}">${name}</button></form></td>
            <td>${description}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const faultsSection = (latency: number, isHolding: boolean) => html`
  <h2>Faults</h2>
  <form method="post" action="fail">
    <label>Method <select name="method"><option value="">any</option>${options(['GET', 'POST', 'PATCH', 'DELETE'])}</select></label>
    <label>Path <input name="path" value="${ORGANIZATIONS_PATH}" size="40" required /></label>
    <label>Response <select name="fault">${options([...demoFaults.keys()])}</select></label>
    <button>Fail the next request</button>
  </form>
  <form method="post" action="hold">
    <button name="action" value="${isHolding ? 'release' : 'hold'}">
      ${isHolding ? 'Release the held requests' : 'Hold all requests to organizations'}
    </button>
    Held requests are released after ${HOLD_LIMIT.seconds} seconds, or as soon as a fifth one waits. Starting a scenario releases
    them, too.
  </form>
  <form method="post" action="latency">
    <label>Latency in milliseconds <input name="milliseconds" type="number" min="0" max="99999" value="${latency}" required /></label>
    <button>Set</button>
  </form>`;

const options = (labels: readonly string[]) => labels.map((label) => html`<option>${label}</option>`);

const requestsSection = (requests: readonly RecordedRequest[]) => html`
  <h2>Requests</h2>
  <div class="frame" tabindex="0" role="region" aria-label="Requests">
    <table>
      <thead><tr><th>Time</th><th>Status</th><th>Method</th><th>Path</th><th>Parameters</th></tr></thead>
      <tbody>${requests.slice(-LISTED_REQUESTS).toReversed().map(requestRow)}</tbody>
    </table>
  </div>`;

/** Leaves out the parameters that the SDK adds to every request, and hides passwords. */
function requestRow({ at, status, method, path, query, form }: RecordedRequest) {
  const parameters = [...query, ...form]
    .filter(([name]) => !name.startsWith('_'))
    .map(([name, value]) => `${name}=${name === 'password' ? '•••' : value}`);
  return html`<tr>
    <td>${new Date(at).toISOString().slice(11, 23)}</td>
    <td>${status || '…'}</td>
    <td>${method}</td>
    <td><code>${path}</code></td>
    <td><code>${parameters.join(' ')}</code></td>
  </tr>`;
}
