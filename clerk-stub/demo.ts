/** The demo: a stub and its control page at `/`, in a server or a service worker. */
import { type Context, Hono } from 'hono';
import { handshakeCookies, setCookies } from './clients.ts';
import { APP, DEMO_PAGE_POLICY, demoFaults, demoPage, HOLD_LIMIT, ORGANIZATIONS_PATH, OWN_DATA } from './demo-page.ts';
import { clerkErrors, errorResponse } from './errors.ts';
import { ConnectionFailure } from './faults.ts';
import { isScenarioName, scenarioSeed } from './scenarios.ts';
import type { ClerkStub } from './stub.ts';

/** The control page was sent a value that it does not offer. The message is the response. */
class FormError extends Error {}

/** The section of the control page. */
const FAULTS = './#faults';

/**
 * Handles `/v1/*` as Clerk's Frontend API, and `/` as the control page. Paths come without the prefix of the proxy. A request
 * rejects with `ConnectionFailure` if the connection must fail.
 */
export function demoApp(stub: ClerkStub): Hono {
  const app = new Hono();
  const hasOwnData = stub.state.scenario === null;
  let release = () => {};
  const onSubmit = (path: string, next: string, handle: (form: URLSearchParams, context: Context) => void) =>
    app.post(path, async (context) => {
      handle(new URLSearchParams(await context.req.text()), context);
      return context.redirect(next, 303);
    });

  for (const path of ['/v1/*', '/.well-known/*']) app.all(path, (context) => stub.fetch(context.req.raw));
  app.get('/', ({ html, req }) =>
    html(demoPage(stub, hasOwnData, stub.signedInUser(req.raw)), 200, { 'Content-Security-Policy': DEMO_PAGE_POLICY }),
  );
  onSubmit('/scenario', APP, (form, context) => {
    const name = form.get('name') ?? '';
    if (hasOwnData && name === OWN_DATA) stub.reset();
    else if (isScenarioName(name)) stub.reset(scenarioSeed(name));
    else throw new FormError('Unknown scenario');
    setCookies(context, handshakeCookies);
  });
  onSubmit('/sign-in', APP, (form, context) => {
    const userId = form.get('user_id') ?? '';
    if (!stub.state.users.has(userId)) throw new FormError('Unknown user');
    setCookies(context, stub.signInAs(userId, context.req.raw));
  });
  onSubmit('/fail', FAULTS, (form) => {
    const [method, path] = [form.get('method'), form.get('path')];
    const fault = demoFaults.get(form.get('fault') ?? '');
    if (!path || !fault) throw new FormError('A fault needs a path and one of the listed responses');
    try {
      stub.failNext({ ...(method && { method }), path, ...fault });
    } catch {
      throw new FormError('The path is not valid');
    }
  });
  onSubmit('/drop', FAULTS, () => stub.dropWaitingFaults());
  // A link to the section would not load the page again.
  onSubmit('/refresh', './#requests', () => {});
  onSubmit('/hold', FAULTS, (form) => {
    release();
    if (form.get('action') === 'hold') release = stub.hold({ path: ORGANIZATIONS_PATH }, HOLD_LIMIT);
  });
  onSubmit('/latency', FAULTS, (form) => {
    const milliseconds = form.get('milliseconds') ?? '';
    if (!/^\d{1,5}$/.test(milliseconds)) throw new FormError('The latency must be a whole number from 0 to 99999');
    stub.state.latency = Number(milliseconds);
  });
  app.notFound(({ req }) => errorResponse(clerkErrors.routeUnknown('Frontend', req.method, req.path)));
  app.onError((error, context) => {
    if (error instanceof ConnectionFailure) throw error;
    if (error instanceof FormError) return context.text(error.message, 400);
    console.error(error);
    return context.text('Internal error. See the console of the server or service worker.', 500);
  });

  return app;
}
