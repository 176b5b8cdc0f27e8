/**
 * The stub as the demo serves it: one instance for all who come, and a small page of its own at `/` with the people, the
 * scenarios, faults to try, and the requests received.
 */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { ConnectionFailure, type Fault } from './faults.ts';
import { EMAIL_CODE } from './rules/sign-in.ts';
import { isScenarioName, type ScenarioName, scenarios } from './scenarios.ts';
import { PASSWORD } from './seeds/people.ts';
import { type ClerkStub, createClerkStub, type RecordedRequest } from './stub.ts';

/** How many of the latest requests the page lists. */
const LISTED_REQUESTS = 50;

/** Answers `/v1/*` as Clerk's Frontend API, and `/` with the demo's own page. Paths are without the proxy's prefix. */
export function createDemo(): { fetch(request: Request): Promise<Response> } {
  let scenario: ScenarioName = 'default';
  let stub = start(scenario);
  /** Lets go what is held at the moment; nothing is when there is none. */
  let release: (() => void) | undefined;
  const app = new Hono();

  app.all('/v1/*', (context) => stub.fetch(context.req.raw));
  app.get('/', (context) => context.html(page(scenario, stub, release !== undefined)));
  app.post('/scenario', async (context) => {
    const { name } = await context.req.parseBody();
    if (typeof name !== 'string' || !isScenarioName(name)) return context.text('There is no such scenario', 400);
    scenario = name;
    stub = start(scenario);
    release = undefined;
    return context.redirect(PAGE, 303);
  });
  app.post('/sign-in', async (context) => {
    const { user_id: userId } = await context.req.parseBody();
    if (typeof userId !== 'string' || !stub.state.users.has(userId))
      return context.text('There is no such person', 400);
    context.header('Set-Cookie', stub.signInAs(userId, context.req.raw));
    return context.redirect(PAGE, 303);
  });
  app.post('/fail', async (context) => {
    const { method, path, outcome } = await context.req.parseBody();
    if (typeof method !== 'string' || typeof path !== 'string' || typeof outcome !== 'string' || !isOutcome(outcome)) {
      return context.text('That is not a fault', 400);
    }
    stub.failNext({ ...(method ? { method } : {}), path, ...OUTCOMES[outcome] });
    return context.redirect('.', 303);
  });
  app.post('/hold', (context) => {
    release?.();
    release = release ? undefined : stub.hold({ path: HELD_PATH });
    return context.redirect('.', 303);
  });
  app.post('/latency', async (context) => {
    const { milliseconds } = await context.req.parseBody();
    if (typeof milliseconds !== 'string' || !/^\d{1,5}$/.test(milliseconds)) {
      return context.text('A latency is a whole number of milliseconds, at most 99999', 400);
    }
    stub.latency = Number(milliseconds);
    return context.redirect('.', 303);
  });
  app.onError((error, context) => {
    // A connection that was asked to fail is the server's to cut.
    if (error instanceof ConnectionFailure) throw error;
    console.error(error);
    return context.text('The stubbed Clerk failed; its console says how', 500);
  });
  app.notFound((context) => context.text('Not a page of the stubbed Clerk', 404));

  return { fetch: async (request) => app.fetch(request) };
}

const HELD_PATH = '/v1/organizations/*';

/** What a request can be made to meet. */
const OUTCOMES: Record<string, Omit<Fault, 'method' | 'path'>> = {
  'Clerk fails (500)': {},
  'Clerk refuses: busy (409)': {
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
  'A proxy answers with a web page (502)': { status: 502, body: '<h1>Bad gateway</h1>' },
  'The connection is cut': { network: true },
};

const isOutcome = (name: string) => Object.hasOwn(OUTCOMES, name);

/** Where the page under test is: beside the proxy path. */
const PAGE = '/';

function start(name: ScenarioName): ClerkStub {
  const { seed, options } = { options: {}, ...scenarios[name] };
  return createClerkStub(seed(), options);
}

const page = (scenario: ScenarioName, stub: ClerkStub, isHolding: boolean) => html`<!doctype html>
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
      form + form { margin-block-start: 0.75rem; }
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
        <thead><tr><th>Sign in</th><th>Name</th><th>E-mail address</th><th>User ID</th><th>Organizations</th></tr></thead>
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
    <form method="post" action="fail">
      <label>Method <select name="method"><option value="">any</option>${['GET', 'POST', 'PATCH', 'DELETE'].map((method) => html`<option>${method}</option>`)}</select></label>
      <label>Path <input name="path" value="${HELD_PATH}" size="40" required /></label>
      <label>What happens <select name="outcome">${Object.keys(OUTCOMES).map((outcome) => html`<option>${outcome}</option>`)}</select></label>
      <button>To the next such request</button>
    </form>
    <form method="post" action="hold">
      <button>${isHolding ? 'Let the held requests go' : 'Hold all requests to organizations'}</button>
    </form>
    <form method="post" action="latency">
      <label>Milliseconds before each answer <input name="milliseconds" type="number" min="0" max="99999" value="${stub.latency}" required /></label>
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
    <td>
      <form method="post" action="sign-in">
        <button name="user_id" value="${userId}" aria-label="Sign in as ${user?.firstName} ${user?.lastName}">Sign in</button>
      </form>
    </td>
    <td>${user?.firstName} ${user?.lastName}</td>
    <td>${user?.email}</td>
    <td><code>${userId}</code></td>
    <td>${organizations.join(', ') || 'none'}</td>
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
