/** Control of a stub over HTTP, for tools in another process, such as Cypress. It has no authentication. */
import { Hono } from 'hono';
import { handshakeCookies, setCookies } from './clients.ts';
import type { Fault } from './faults.ts';
import type { RecordedRequest } from './requests.ts';
import { scenarioSeed } from './scenarios.ts';
import type { Seed } from './state.ts';
import type { ClerkStub } from './stub.ts';

/**
 * Bodies are JSON, and so are the responses; what cannot be done gets status 400 and `{ error }`.
 *
 * - `POST /reset` `{}`, `{ scenario }` or `{ seed }`: starts over with the first seed, a scenario's or the given one. Its
 *   cookies make a server ask for a handshake.
 * - `POST /sign-in` `{ userId }`: signs in the browser of the request, whose cookie the response sets.
 * - `POST /fail` a fault as for `stub.failNext`, for example `{ method, path, status: 429 }`.
 * - `GET /requests`: the latest requests, oldest first, and those that the stub does not support. Parameters are urlencoded.
 */
export function controlApi(stub: ClerkStub): Hono {
  const api = new Hono();
  api.post('/reset', async (context) => {
    const { scenario, seed } = await context.req.json<{ scenario?: string; seed?: Seed }>();
    stub.reset(scenario === undefined ? seed : scenarioSeed(scenario));
    setCookies(context, handshakeCookies);
    return context.json({});
  });
  api.post('/sign-in', async (context) => {
    const { userId } = await context.req.json<{ userId: string }>();
    setCookies(context, stub.signInAs(userId, context.req.raw));
    return context.json({});
  });
  api.post('/fail', async ({ req, json }) => {
    stub.failNext(await req.json<Fault>());
    return json({});
  });
  api.get('/requests', ({ json }) => {
    const toJson = (record: RecordedRequest) => ({ ...record, query: `${record.query}`, form: `${record.form}` });
    return json({ requests: stub.requests.map(toJson), unknownRequests: stub.unknownRequests.map(toJson) });
  });
  api.onError((error, context) => context.json({ error: error.message }, 400));
  return api;
}
