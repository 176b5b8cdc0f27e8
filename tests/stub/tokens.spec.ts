/** What is in the tokens. `backend.spec.ts` has Clerk’s own checks of them. */
import { expect, test } from '@playwright/test';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { seed } from '../../clerk-stub/seeds/organizations.ts';
import { people } from '../../clerk-stub/seeds/people.ts';
import type { Seed } from '../../clerk-stub/state.ts';
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

test.describe('custom claims', () => {
  const user = { ...people.ada, publicMetadata: { plan: { name: 'team', seats: 5 } } };
  const claims = {
    aud: 'my-api',
    plan: '{{user.public_metadata.plan}}',
    seats: '{{user.public_metadata.plan.seats}}',
    name: '{{user.first_name}} of {{org.name}}',
    role: '{{org.role}}',
    nothing: '{{user.public_metadata.nothing}}',
    text: 'Plan {{user.public_metadata.plan}}',
  };
  const filled = {
    aud: 'my-api',
    plan: { name: 'team', seats: 5 },
    seats: 5,
    name: 'Ada of Analytical Engines',
    role: 'org:admin',
    nothing: null,
    text: 'Plan {"name":"team","seats":5}',
  };
  const stubWith = (settings: Partial<Seed>) => createClerkStub(seed({ users: [user], ...settings }));

  test('are in a session token, beside Clerk’s own', async () => {
    const token = await tokenOf(stubWith({ sessionClaims: { ...claims, sub: 'user_grace' } }));
    expect(token.claims).toMatchObject({ ...filled, sub: 'user_ada', o: { rol: 'admin' } });
  });

  test('have the values that Clerk has for a user’s names and address, and times in seconds', async () => {
    const sessionClaims = {
      email: '{{user.primary_email_address}}',
      verified: '{{user.email_verified}}',
      full: '{{user.full_name}}',
      created: '{{user.created_at}}',
    };
    const token = await tokenOf(stubWith({ users: [{ ...user, firstName: null, lastName: null }], sessionClaims }));
    const created = Math.floor(user.createdAt / 1000);
    expect(token.claims).toMatchObject({ email: user.email, verified: true, full: null, created });
  });

  test('have no value of a name that every object has', async () => {
    const token = await tokenOf(stubWith({ sessionClaims: { kind: '{{user.constructor}}' } }));
    expect(token.claims).toMatchObject({ kind: null });
  });

  test('with a conditional expression are reported as unsupported', async () => {
    const stub = stubWith({ sessionClaims: { plan: "{{user.public_metadata.plan || 'none'}}" } });
    expect((await send(stub, '/client')).status).toBe(422);
    expect(stub.unknownRequests).toHaveLength(1);
  });

  test('are in a token of a template', async () => {
    const token = await tokenOf(stubWith({ jwtTemplates: { mine: claims } }), { path: '/mine' });
    expect(token.claims).toMatchObject(filled);
  });

  test('of an organization are null without an active one', async () => {
    const defaultSession = { userId: 'user_ada', organizationId: null };
    const token = await tokenOf(stubWith({ sessionClaims: claims, defaultSession }));
    expect(token.claims).toMatchObject({ role: null, name: 'Ada of null' });
  });
});

test('with `Origin: null`, a token has no `azp`', async () => {
  const { claims } = await tokenOf(newStub(), { headers: { origin: 'null' } });
  expect(claims).not.toHaveProperty('azp');
});
