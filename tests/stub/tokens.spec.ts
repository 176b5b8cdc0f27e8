/** What is in the tokens. `backend.spec.ts` has Clerk’s own checks of them. */
import { expect, test } from '@playwright/test';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { type ClerkStub, createClerkStub } from '../../clerk-stub/stub.ts';
import { send, sessionsOf } from './sdk-page.ts';

const newStub = () => createClerkStub(scenarios.default.seed());

/** The header and the claims of a token that the browser requests for its session. */
async function tokenOf(stub: ClerkStub, { path = '', headers = {}, params = {} } = {}) {
  const { response } = await (await send(stub, '/client')).json();
  const init = { method: 'POST', headers, body: new URLSearchParams(params) };
  const { jwt } = await (await send(stub, `/client/sessions/${response.sessions[0].id}/tokens${path}`, init)).json();
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  const [header = '', claims = ''] = jwt.split('.');
  return { header: read(header), claims: read(claims) };
}

test('a token for another organization names it', async () => {
  const { claims } = await tokenOf(newStub(), { params: { organization_id: 'org_moonshot' } });
  expect(claims).toMatchObject({ o: { id: 'org_moonshot', rol: 'member' } });
});

test('a token for another organization does not activate it', async () => {
  const stub = newStub();
  await tokenOf(stub, { params: { organization_id: 'org_moonshot' } });
  expect(sessionsOf(stub)).toEqual(['user_ada in org_engines']);
});

test('a session token has Clerk’s `cat` in its header', async () => {
  expect((await tokenOf(newStub())).header).toMatchObject({ cat: 'cl_B7d4PD111AAA' });
});

test('a template cannot change the claims that every token has', async () => {
  const stub = newStub();
  stub.state.jwtTemplates.set('mine', { sub: 'user_grace' });
  expect((await tokenOf(stub, { path: '/mine' })).claims).toMatchObject({ sub: 'user_ada' });
});

test('a template may have any name', async () => {
  const stub = newStub();
  stub.state.jwtTemplates.set('für Supabase', { role: 'authenticated' });
  expect((await tokenOf(stub, { path: '/für Supabase' })).claims).toMatchObject({ role: 'authenticated' });
});

test('with `Origin: null`, a token has no `azp`', async () => {
  const { claims } = await tokenOf(newStub(), { headers: { origin: 'null' } });
  expect(claims).not.toHaveProperty('azp');
});
