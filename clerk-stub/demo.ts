/** The demo: a stub and its control page at `/`, in a server or a service worker. */
import { type Context, Hono } from 'hono';
import { handshakeCookies, setCookies } from './clients.ts';
import { demoFaults, HOLD_LIMIT, ORGANIZATIONS_PATH } from './demo-faults.ts';
import { APP, DEMO_PAGE_POLICY, demoPage } from './demo-page.ts';
import { ConnectionFailure } from './faults.ts';
import { isScenarioName, scenarioSeed } from './scenarios.ts';
import type { ClerkStub } from './stub.ts';

/** The section of the control page. */
const FAULTS = './#faults';

/**
 * Handles `/v1/*` as Clerk's Frontend API, and `/` as the control page. Paths come without the prefix of the proxy. A request
 * rejects with `ConnectionFailure` if the connection must fail.
 */
export function demoApp(stub: ClerkStub): Hono {
  let release = () => {};
  const app = new Hono();

  for (const path of ['/v1/*', '/.well-known/*']) app.all(path, (context) => stub.fetch(context.req.raw));
  app.get('/', ({ html, req }) =>
    html(demoPage(stub, stub.signedInUser(req.raw)), 200, { 'Content-Security-Policy': DEMO_PAGE_POLICY }),
  );
  app.post('/scenario', async (context) => {
    const name = (await formOf(context)).get('name') ?? '';
    if (!isScenarioName(name)) return context.text('Unknown scenario', 400);
    stub.reset(scenarioSeed(name));
    setCookies(context, handshakeCookies);
    return context.redirect(APP, 303);
  });
  app.post('/sign-in', async (context) => {
    const userId = (await formOf(context)).get('user_id') ?? '';
    if (!stub.state.users.has(userId)) return context.text('Unknown user', 400);
    setCookies(context, stub.signInAs(userId, context.req.raw));
    return context.redirect(APP, 303);
  });
  app.post('/fail', async (context) => {
    const form = await formOf(context);
    const [method, path] = [form.get('method'), form.get('path')];
    const fault = demoFaults.get(form.get('fault') ?? '');
    if (!path || !fault) return context.text('A fault needs a path and one of the listed responses', 400);
    try {
      stub.failNext({ ...(method ? { method } : {}), path, ...fault });
    } catch {
      return context.text('The path is not valid', 400);
    }
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
    release();
    if (action === 'hold') release = stub.hold({ path: ORGANIZATIONS_PATH }, HOLD_LIMIT);
    return context.redirect(FAULTS, 303);
  });
  app.post('/latency', async (context) => {
    const milliseconds = (await formOf(context)).get('milliseconds') ?? '';
    if (!/^\d{1,5}$/.test(milliseconds)) return context.text('The latency must be a whole number from 0 to 99999', 400);
    stub.state.latency = Number(milliseconds);
    return context.redirect(FAULTS, 303);
  });
  app.onError((error, context) => {
    if (error instanceof ConnectionFailure) throw error;
    console.error(error);
    return context.text('Internal error. See the console of the server or service worker.', 500);
  });

  return app;
}

const formOf = async ({ req }: Context) => new URLSearchParams(await req.text());
