/** The JSON of tokens, not yet signed, with the claims of version 2 (https://clerk.com/docs/guides/sessions/session-tokens). */
import { now } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import { valueAt } from '../rules/metadata.ts';
import { permissionsOf } from '../rules/roles.ts';
import { factorVerificationAge, sessionStatus } from '../rules/sessions.ts';
import { membershipsOf, requireUser } from '../rules/users.ts';
import type { Client, Membership, Organization, Session, State } from '../state.ts';
import { unsignedToken } from '../tokens.ts';
import { organizationJson } from './organizations.ts';
import { userJson } from './users.ts';

/** Seconds. Clerk's default. */
const LIFETIME = 60;

/** Clerk marks session tokens with it. */
const SESSION_TOKEN = { cat: 'cl_B7d4PD111AAA' };

export function tokenJson(state: State, client: Client, session: Session) {
  const { active } = userOf(state, session);
  const claims = {
    ...customClaims(state, session, state.sessionClaims),
    ...standardClaims(state, client, session),
    sid: session.id,
    sts: sessionStatus(state, session),
    v: 2,
    fva: factorVerificationAge(state, session),
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
function userOf(state: State, { userId, lastActiveOrganizationId }: Session) {
  const user = requireUser(state, userId);
  const active = membershipsOf(state, user).find(({ organization: { id } }) => id === lastActiveOrganizationId);
  return { user, active };
}

/**
 * The claims, with the values of Clerk's shortcodes such as `{{user.public_metadata.plan}}`, or null where there is none
 * (https://clerk.com/docs/guides/sessions/jwt-templates#shortcodes).
 */
function customClaims(state: State, session: Session, claims: object): object {
  // Only where a claim has a shortcode: nearly every response contains a new token.
  let values: ReturnType<typeof shortcodeValues> | undefined;
  const resolve = (shortcode: string): unknown => {
    if (!/^[\w.-]+$/.test(shortcode)) throw clerkErrors.unsupported(`the shortcode {{${shortcode}}}`);
    values ??= shortcodeValues(state, session);
    return valueAt(values, shortcode.split('.')) ?? null;
  };
  return JSON.parse(JSON.stringify(claims), (_key, value) => {
    if (typeof value !== 'string') return value;
    const [, shortcode] = /^\{\{([^{}]+)\}\}$/.exec(value) ?? [];
    return shortcode
      ? resolve(shortcode)
      : value.replaceAll(/\{\{([^{}]+)\}\}/g, (_match, name) => toText(resolve(name)));
  });
}

const toText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function shortcodeValues(state: State, session: Session) {
  const { user, active } = userOf(state, session);
  return {
    user: {
      ...userJson(state, user),
      full_name: [user.firstName, user.lastName].filter(Boolean).join(' ') || null,
      primary_email_address: user.email,
      email_verified: true,
      // In seconds. Clerk documents no other time.
      created_at: Math.floor(user.createdAt / 1000),
    },
    org: active && { ...organizationJson(state, active.organization), role: active.membership.role },
    org_membership: { public_metadata: active?.membership.publicMetadata },
  };
}

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
