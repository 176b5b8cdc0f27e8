/** The demo: one instance of the stub and a control page at `/`, in a server or a service worker. */
import { type Context, Hono } from 'hono';
import { demoFaults, HOLD_LIMIT, ORGANIZATIONS_PATH } from './demo-faults.ts';
import { APP, DEMO_PAGE_POLICY, demoPage } from './demo-page.ts';
import { ConnectionFailure } from './faults.ts';
import { isScenarioName, type ScenarioName, scenarios } from './scenarios.ts';
import { type Data, dataOf } from './state.ts';
import { type ClerkStub, createClerkStub } from './stub.ts';

/** The section of the control page. */
const FAULTS = './#faults';

/** What a service worker keeps, since browsers stop it after half a minute. Faults, holds and the request log are lost then. */
export interface Snapshot {
  scenario: ScenarioName;
  latency: number;
  data: Data;
}

export interface Demo {
  fetch(request: Request): Promise<Response>;
  /** The instance of the current scenario. */
  stub(): ClerkStub;
  /** What `createDemo` needs to continue. Not a copy. */
  snapshot(): Snapshot;
}

/**
 * Handles `/v1/*` as Clerk's Frontend API, and `/` as the control page. Paths come without the prefix of the proxy. `fetch`
 * rejects with `ConnectionFailure` if the connection must fail.
 */
export function createDemo(former?: Snapshot): Demo {
  let scenario = former?.scenario ?? 'default';
  let stub = start(scenario, former);
  const hold = createHold();
  const app = new Hono();

  app.use(ORGANIZATIONS_PATH, (_, next) => {
    hold.count();
    return next();
  });
  for (const path of ['/v1/*', '/.well-known/*']) app.all(path, (context) => stub.fetch(context.req.raw));
  app.get('/', ({ html, req }) =>
    html(demoPage(scenario, stub, hold.isActive(), stub.signedInUser(req.raw)), 200, {
      'Content-Security-Policy': DEMO_PAGE_POLICY,
    }),
  );
  app.post('/scenario', async (context) => {
    const name = (await formOf(context)).get('name') ?? '';
    if (!isScenarioName(name)) return context.text('Unknown scenario', 400);
    hold.release();
    scenario = name;
    stub = start(scenario);
    return context.redirect(APP, 303);
  });
  app.post('/sign-in', async (context) => {
    const userId = (await formOf(context)).get('user_id') ?? '';
    if (!stub.state.users.has(userId)) return context.text('Unknown user', 400);
    for (const cookie of stub.signInAs(userId, context.req.raw)) context.header('Set-Cookie', cookie, { append: true });
    return context.redirect(APP, 303);
  });
  app.post('/fail', async (context) => {
    const form = await formOf(context);
    const [method, path] = [form.get('method'), form.get('path')];
    const fault = demoFaults.get(form.get('fault') ?? '');
    if (!path || !fault) return context.text('A fault needs a path and one of the listed responses', 400);
    stub.failNext({ ...(method ? { method } : {}), path, ...fault });
    return context.redirect(FAULTS, 303);
  });
  app.post('/drop', (context) => {
    stub.dropWaitingFaults();
    return context.redirect(FAULTS, 303);
  });
  // A link to the section would not load the page again.
  app.post('/refresh', (context) => context.redirect('./#requests', 303));
  app.post('/hold', async (context) => {
    const action = (await formOf(context)).get('action');
    hold.release();
    if (action === 'hold') hold.start(stub);
    return context.redirect(FAULTS, 303);
  });
  app.post('/latency', async (context) => {
    const milliseconds = (await formOf(context)).get('milliseconds') ?? '';
    if (!/^\d{1,5}$/.test(milliseconds)) return context.text('The latency must be a whole number from 0 to 99999', 400);
    stub.latency = Number(milliseconds);
    return context.redirect(FAULTS, 303);
  });
  app.onError((error, context) => {
    if (error instanceof ConnectionFailure) throw error;
    console.error(error);
    return context.text('Internal error. See the console of the server or service worker.', 500);
  });
  app.notFound((context) => context.text('Not found', 404));

  return {
    fetch: async (request) => app.fetch(request),
    stub: () => stub,
    snapshot: () => ({ scenario, latency: stub.latency, data: dataOf(stub.state) }),
  };
}

function start(name: ScenarioName, former?: Omit<Snapshot, 'scenario'>): ClerkStub {
  const { seed, options } = { options: {}, ...scenarios[name] };
  return createClerkStub(seed(), { ...options, ...former });
}

/** Holds requests to organizations, within limits: a browser opens six connections, and the control page needs one. */
function createHold() {
  let release: (() => void) | undefined;
  let count = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hold = {
    isActive: () => release !== undefined,
    start(stub: ClerkStub) {
      count = 0;
      release = stub.hold({ path: ORGANIZATIONS_PATH });
    },
    release() {
      clearTimeout(timer);
      release?.();
      release = undefined;
    },
    /** To be called for each request before the stub receives it. */
    count() {
      if (!release) return;
      count += 1;
      if (count === 1) timer = setTimeout(hold.release, HOLD_LIMIT.seconds * 1000);
      if (count > HOLD_LIMIT.requests) hold.release();
    },
  };
  return hold;
}

const formOf = async ({ req }: Context) => new URLSearchParams(await req.text());
