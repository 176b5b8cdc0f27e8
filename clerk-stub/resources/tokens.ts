/** The JSON of tokens, not yet signed, with the claims of version 2 (https://clerk.com/docs/guides/sessions/session-tokens). */
import { now } from '../clock.ts';
import { valueAt } from '../rules/metadata.ts';
import { permissionsOf } from '../rules/roles.ts';
import { factorVerificationAge, sessionStatus } from '../rules/sessions.ts';
import { membershipsOf } from '../rules/users.ts';
import type { Client, Membership, Organization, Session, State, User } from '../state.ts';
import { unsignedToken } from '../tokens.ts';
import { organizationJson } from './organizations.ts';
import { userJson } from './users.ts';

/** Seconds. Clerk's default. */
const LIFETIME = 60;

/** Clerk marks session tokens with it. */
const SESSION_TOKEN = { cat: 'cl_B7d4PD111AAA' };

export function tokenJson(state: State, client: Client, session: Session) {
  const { active } = subjectOf(state, session);
  const claims = {
    ...customClaims(state, session, state.sessionClaims),
    ...standardClaims(state, client, session),
    sid: session.id,
    sts: sessionStatus(state, session),
    v: 2,
    fva: factorVerificationAge(session),
    ...(active && organizationClaims(state, active.organization, active.membership)),
  };
  return { object: 'token' as const, jwt: unsignedToken(claims, SESSION_TOKEN) };
}

/** The token of a JWT template, which has the claims of the template and none of the organization. */
export const templateTokenJson = (state: State, client: Client, session: Session, template: object) => ({
  object: 'token' as const,
  jwt: unsignedToken({ ...customClaims(state, session, template), ...standardClaims(state, client, session) }),
});

/** The user of the session, with the active organization and membership. */
function subjectOf(state: State, { userId, lastActiveOrganizationId }: Session) {
  const user = state.users.get(userId);
  const memberships = user ? membershipsOf(state, user) : [];
  return { user, active: memberships.find(({ organization }) => organization.id === lastActiveOrganizationId) };
}

/**
 * The claims, with the values of Clerk's shortcodes such as `{{user.public_metadata.plan}}`, or null where there is none
 * (https://clerk.com/docs/guides/sessions/jwt-templates#shortcodes).
 */
function customClaims(state: State, session: Session, claims: object): object {
  const valueAtPath = (path: string) => valueAt(shortcodes(state, session), path.split('.')) ?? null;
  return JSON.parse(JSON.stringify(claims), (_, value) => {
    if (typeof value !== 'string') return value;
    const [, only] = /^\{\{([\w.]+)\}\}$/.exec(value) ?? [];
    return only ? valueAtPath(only) : value.replaceAll(/\{\{([\w.]+)\}\}/g, (_, path) => `${valueAtPath(path) ?? ''}`);
  });
}

function shortcodes(state: State, session: Session) {
  const { user, active } = subjectOf(state, session);
  return {
    user: user && { ...userJson(state, user), full_name: fullName(user), primary_email_address: user.email },
    org: active && { ...organizationJson(state, active.organization), role: active.membership.role },
    org_membership: { public_metadata: active?.membership.publicMetadata },
  };
}

const fullName = ({ firstName, lastName }: User) => [firstName, lastName].filter(Boolean).join(' ');

function standardClaims(state: State, client: Client, session: Session) {
  // Not before `client.updatedAt`: backends compare it with the cookie `__client_uat`.
  const time = Math.floor(now(state) / 1000);
  return {
    ...(client.origin && { azp: client.origin }),
    exp: time + LIFETIME,
    iat: time,
    nbf: time - 10,
    iss: 'https://clerk-stub.test',
    jti: crypto.randomUUID(),
    sub: session.userId,
  };
}

/** Tokens have the custom permissions, `org:<feature>:<permission>`: for each feature a bit mask of the permissions. */
function organizationClaims(state: State, { id, slug }: Organization, { role }: Membership) {
  const custom = permissionsOf(state, role).filter((key) => !key.startsWith('org:sys_'));
  const parts = (index: number) => [...new Set(custom.map((key) => key.split(':')[index] ?? ''))];
  const [features, permissions] = [parts(1), parts(2)];
  const masks = features.map((feature) =>
    permissions.reduce(
      (mask, permission, bit) => (custom.includes(`org:${feature}:${permission}`) ? mask + 2 ** bit : mask),
      0,
    ),
  );
  const hasFeatures = features.length > 0;
  return {
    o: {
      id,
      slg: slug,
      rol: role.replace(/^org:/, ''),
      ...(hasFeatures && { per: permissions.join(','), fpm: masks.join(',') }),
    },
    ...(hasFeatures && { fea: features.map((feature) => `o:${feature}`).join(',') }),
  };
}
