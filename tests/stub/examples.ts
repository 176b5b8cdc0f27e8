/** Examples of every route, sent to the stub without a browser, in the form in which the SDK sends requests. */
import { expect } from '@playwright/test';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { createClerkStub, type Exchange } from '../../clerk-stub/stub.ts';
import { clientExamples } from './examples/client.ts';
import { BROWSER, type Example, type Examples, type Params, SESSION } from './examples/example.ts';
import { invitationExamples } from './examples/invitations.ts';
import { meExamples } from './examples/me.ts';
import { organizationExamples } from './examples/organizations.ts';

export const examples: Examples = {
  ...clientExamples,
  ...meExamples,
  ...organizationExamples,
  ...invitationExamples,
};

/** Sends an example to a stub of its own. Returns the last exchange. */
export async function play(route: string, example: Example): Promise<Exchange> {
  const exchanges: Exchange[] = [];
  const stub = createClerkStub(scenarios[example.scenario ?? 'default'].seed(), {
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const session = example.scenario === 'signed-out' ? null : SESSION.session_id;
  await stub.fetch(sdkRequest('GET /v1/client', {}, null));
  for (const [earlier, params] of example.before ?? []) {
    const { ok, status } = await stub.fetch(sdkRequest(earlier, params, session));
    if (!ok) throw new Error(`${earlier}, sent before ${route}, failed with status ${status}`);
  }
  example.setUp?.(stub);
  const sent = example.session === undefined ? session : example.session;
  const { users, organizations, invitations } = stub.state;
  const before = structuredClone({ users, organizations, invitations });
  await stub.fetch(sdkRequest(route, example.params ?? {}, sent, example.file));
  if (example.error) expect({ users, organizations, invitations }, 'a refused request changes nothing').toEqual(before);
  const exchange = exchanges.at(-1);
  if (!exchange) throw new Error(`${route} had no response`);
  return exchange;
}

/** The SDK sends GET and POST only, with the intended method in the query, and the session ID except to `/v1/client`. */
function sdkRequest(route: string, params: Params, session: string | null, file?: string): Request {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replaceAll(/:(\w+)/g, (_, name) => String(params[name]));
  const others = new URLSearchParams(
    Object.entries(params)
      .filter(([name]) => !template.split('/').includes(`:${name}`))
      .flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
  );
  const query = new URLSearchParams({ __clerk_api_version: '2026-08-20', _clerk_js_version: '6.40.0' });
  query.set('__clerk_db_jwt', BROWSER);
  if (method !== 'GET' && method !== 'POST') query.set('_method', method);
  if (session !== null && !path.startsWith('/v1/client')) query.set('_clerk_session_id', session);
  if (method === 'GET') return new Request(`https://clerk-stub.test${path}?${query}&${others}`);
  const headers = {
    'content-type': file === undefined ? 'application/x-www-form-urlencoded' : 'application/octet-stream',
  };
  return new Request(`https://clerk-stub.test${path}?${query}`, { method: 'POST', body: file ?? others, headers });
}
