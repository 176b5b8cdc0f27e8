/**
 * The stub as the demo serves it: one instance for all who come, and a small page of its own at `/` with the people, the
 * scenarios, faults to try, and the requests received.
 */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { EMAIL_CODE } from './rules.ts';
import { isScenarioName, PASSWORD, type ScenarioName, scenarios } from './scenarios.ts';
import { type ClerkStub, createClerkStub, type RecordedRequest } from './stub.ts';

/** How many of the latest requests the page lists. */
const LISTED_REQUESTS = 50;

/** Answers `/v1/*` as Clerk's Frontend API, and `/` with the demo's own page. Paths are without the proxy's prefix. */
export function createDemo(): { fetch(request: Request): Promise<Response> } {
  let scenario: ScenarioName = 'default';
  let stub = start(scenario);
  const app = new Hono();

  app.all('/v1/*', (context) => stub.fetch(context.req.raw));
  app.get('/', (context) => context.html(page(scenario, stub)));
  app.post('/scenario', async (context) => {
    const { name } = await context.req.parseBody();
    if (typeof name !== 'string' || !isScenarioName(name)) return context.text('There is no such scenario', 400);
    scenario = name;
    stub = start(scenario);
    return context.redirect(PAGE, 303);
  });
  app.post('/sign-in', async (context) => {
    const { user_id: userId } = await context.req.parseBody();
    if (typeof userId !== 'string' || !stub.state.users.has(userId))
      return context.text('There is no such person', 400);
    context.header('Set-Cookie', stub.signInAs(userId, context.req.raw));
    return context.redirect(PAGE, 303);
  });
  app.post('/fault', async (context) => {
    const { kind, latency } = await context.req.parseBody();
    if (kind === 'error') stub.failNext({ path: '/v1/organizations/*' });
    if (kind === 'network') stub.failNext({ path: '/v1/organizations/*', network: true });
    if (typeof latency === 'string' && /^\d{1,5}$/.test(latency)) stub.latency = Number(latency);
    return context.redirect('.', 303);
  });
  app.notFound((context) => context.text('Not a page of the stubbed Clerk', 404));

  return { fetch: async (request) => app.fetch(request) };
}

/** Where the page under test is: beside the proxy path. */
const PAGE = '/';

function start(name: ScenarioName): ClerkStub {
  const { seed, options } = { options: {}, ...scenarios[name] };
  return createClerkStub(seed(), options);
}

const page = (scenario: ScenarioName, stub: ClerkStub) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Stubbed Clerk</title>
    <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      body { max-inline-size: 70rem; margin: 0 auto; padding: 1rem; }
      table { border-collapse: collapse; inline-size: 100%; }
      th, td { text-align: start; padding: 0.4rem 0.6rem; border-block-end: 1px solid light-dark(#ddd, #444); }
      .frame { overflow-x: auto; }
      code { overflow-wrap: anywhere; }
      button { white-space: nowrap; font: inherit; padding: 0.25rem 0.75rem; }
      [aria-current] { background: light-dark(#eef4ff, #1c2a44); }
    </style>
  </head>
  <body>
    <p><a href="${PAGE}">Back to the page</a></p>
    <h1>Stubbed Clerk</h1>
    <p>
      Clerk’s Frontend API in memory, behind the real SDK. All people are made up. Everything here lasts until the server
      stops or a scenario starts afresh.
    </p>

    <h2>People</h2>
    <p>To sign in by hand: the e-mail address with the password <code>${PASSWORD}</code>, or the code <code>${EMAIL_CODE}</code>.</p>
    <div class="frame" tabindex="0" role="region" aria-label="People">
      <table>
        <thead><tr><th>Name</th><th>E-mail address</th><th>User ID</th><th>Organizations</th><th>Sign in</th></tr></thead>
        <tbody>${[...stub.state.users.values()].slice(-20).map((user) => personRow(stub, user.id))}</tbody>
      </table>
    </div>

    <h2>Scenarios</h2>
    <p>Each starts a fresh instance; what was changed before is gone.</p>
    <div class="frame" tabindex="0" role="region" aria-label="Scenarios">
      <table>
        <tbody>
          ${Object.entries(scenarios).map(
            ([name, { description }]) => html`<tr ${name === scenario ? html`aria-current="true"` : ''}>
              <td><form method="post" action="scenario"><button name="name" value="${name}">${name}</button></form></td>
              <td>${description}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>

    <h2>Faults</h2>
    <form method="post" action="fault">
      <button name="kind" value="error">Fail the next organization request with status 500</button>
      <button name="kind" value="network">Cut the connection of the next one</button>
    </form>
    <form method="post" action="fault">
      <label>Milliseconds before each answer <input name="latency" type="number" min="0" max="60000" value="${stub.latency}" /></label>
      <button>Set</button>
    </form>

    <h2>Requests received</h2>
    <div class="frame" tabindex="0" role="region" aria-label="Requests received">
      <table>
        <thead><tr><th>Time</th><th>Status</th><th>Method</th><th>Path</th><th>Parameters</th></tr></thead>
        <tbody>${stub.requests.slice(-LISTED_REQUESTS).toReversed().map(requestRow)}</tbody>
      </table>
    </div>
  </body>
</html>`;

function personRow(stub: ClerkStub, userId: string) {
  const user = stub.state.users.get(userId);
  const organizations = [...stub.state.organizations.values()].flatMap(({ name, memberships }) => {
    const membership = memberships.get(userId);
    return membership ? [`${name} (${membership.role})`] : [];
  });
  return html`<tr>
    <td>${user?.firstName} ${user?.lastName}</td>
    <td>${user?.email}</td>
    <td><code>${userId}</code></td>
    <td>${organizations.join(', ') || 'none'}</td>
    <td>
      <form method="post" action="sign-in">
        <button name="user_id" value="${userId}" aria-label="Sign in as ${user?.firstName} ${user?.lastName}">Sign in</button>
      </form>
    </td>
  </tr>`;
}

/** Every parameter but the ones the SDK adds to each request, and a password's value. */
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
