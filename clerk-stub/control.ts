/** Control of a stub over HTTP, for tools in another process, such as Cypress. It has no authentication. */
import { type Context, Hono } from 'hono';
import { handshakeCookies, setCookies } from './clients.ts';
import type { Fault } from './faults.ts';
import type { RecordedRequest } from './requests.ts';
import { isMetadata } from './rules/metadata.ts';
import { scenarioSeed } from './scenarios.ts';
import type { Seed } from './state.ts';
import type { ClerkStub } from './stub.ts';

/**
 * Bodies are JSON, and so are the responses; invalid requests and unknown fields get status 400 and `{ error }`.
 *
 * - `POST /reset` `{}`, `{ scenario }` or `{ seed }`: starts over with the first seed, a scenario's or the given one. Its
 *   cookies make a server ask for a handshake.
 * - `POST /sign-in` `{ userId, organizationId }`: signs in the browser of the request, whose cookie the response sets. The
 *   organization is optional, as for `stub.signInAs`.
 * - `POST /end-sessions` `{ userId }`: ends the sessions of the user, as an admin can in the Clerk Dashboard; `{}` ends all.
 * - `POST /fail` a fault as for `stub.failNext`, for example `{ method, path, status: 429 }`.
 * - `GET /requests`: the latest requests, oldest first, those that the stub does not support, and the faults and
 *   released holds that no request has matched. Parameters are urlencoded.
 */
export function controlApi(stub: ClerkStub): Hono {
  const api = new Hono();
  api.post('/reset', async (context) => {
    const { scenario, seed } = await bodyOf<{ scenario?: string; seed?: Seed }>(context, 'scenario', 'seed');
    stub.reset(scenario === undefined ? seed : scenarioSeed(scenario));
    setCookies(context, handshakeCookies);
    return context.json({});
  });
  api.post('/sign-in', async (context) => {
    type SignIn = { userId: string; organizationId?: string | null };
    const { userId, organizationId } = await bodyOf<SignIn>(context, 'userId', 'organizationId');
    setCookies(context, stub.signInAs(userId, context.req.raw, organizationId));
    return context.json({});
  });
  api.post('/end-sessions', async (context) => {
    const { userId } = await bodyOf<{ userId?: string }>(context, 'userId');
    stub.endSessions(userId);
    return context.json({});
  });
  api.post('/fail', async (context) => {
    stub.failNext(await bodyOf<Fault>(context, ...FAULT_FIELDS));
    return context.json({});
  });
  api.get('/requests', ({ json }) => {
    const toJson = (record: RecordedRequest) => ({ ...record, query: `${record.query}`, form: `${record.form}` });
    const unknownRequests = stub.unknownRequests.map(toJson);
    return json({ requests: stub.requests.map(toJson), unknownRequests, unmatched: stub.unmatched() });
  });
  api.all('*', ({ req, json }) => json({ error: `No ${req.method} ${req.path}. control.ts lists the requests` }, 404));
  api.onError((error, context) => context.json({ error: error.message }, 400));
  return api;
}

/** Those of `Fault`. */
const FAULT_FIELDS = 'method path query status code message longMessage meta retryAfter body network times'.split(' ');

/** The JSON body. Throws if it is not an object, or has any other field. */
async function bodyOf<T>({ req }: Context, ...fields: readonly string[]): Promise<T> {
  const body = await req.json<T>().catch(() => undefined);
  if (!isMetadata(body)) throw new Error('The body is not a JSON object');
  const unknown = Object.keys(body).find((name) => !fields.includes(name));
  if (unknown !== undefined) throw new Error(`Unknown field "${unknown}". The fields are ${fields.join(', ')}`);
  return body;
}
