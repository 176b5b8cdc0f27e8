/**
 * Clerk's JSON, built from the state: one function for each object of the Frontend API.
 *
 * Fields follow Clerk's published contract (https://github.com/clerk/openapi-specs, `fapi/2026-05-12.yml`); where Clerk's
 * TypeScript types describe the same object, the builder is typed by them. Times are unix milliseconds, but for the JWT's
 * claims, which are seconds.
 */
import type {
  OrganizationInvitationJSON,
  OrganizationJSON,
  OrganizationMembershipJSON,
  PermissionJSON,
  PublicUserDataJSON,
  RoleJSON,
} from '@clerk/shared/types';
import { permissionsOf } from './rules/roles.ts';
import { pendingInvitations } from './rules/seats.ts';
import { sessionExpiry } from './rules/sessions.ts';
import { existingUser, membershipsOf } from './rules/users.ts';
import type { Client, Invitation, Membership, Organization, Role, Session, SignIn, State, User } from './state.ts';

/** How long a session token is valid, in seconds: Clerk's default. */
const TOKEN_LIFETIME = 60;
const SIGN_IN_LIFETIME = 24 * 60 * 60 * 1000;

export const clientJson = (state: State, client: Client) => ({
  object: 'client' as const,
  id: client.id,
  sessions: client.sessions
    .filter((session) => session.status === 'active')
    .map((session) => sessionJson(state, session)),
  sign_in: client.signIn ? signInJson(state, client.signIn) : null,
  sign_up: null,
  last_active_session_id: client.lastActiveSessionId,
  last_authentication_strategy: null,
  // A date within eight days would send every redirect through GET /v1/client/touch.
  cookie_expires_at: null,
  captcha_bypass: false,
  created_at: client.createdAt,
  updated_at: client.updatedAt,
});

export function sessionJson(state: State, session: Session) {
  const user = existingUser(state, session.userId);
  const { expireAt, abandonAt } = sessionExpiry(session);
  return {
    object: 'session' as const,
    id: session.id,
    status: session.status,
    expire_at: expireAt,
    abandon_at: abandonAt,
    last_active_at: session.lastActiveAt,
    last_active_organization_id: session.lastActiveOrganizationId,
    // Without it the SDK asks for a token before it is ready.
    last_active_token: tokenJson(state, session),
    actor: null,
    tasks: null,
    factor_verification_age: [0, -1],
    user: userJson(state, user),
    public_user_data: publicUserDataJson(user),
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}

/** A session token. Its claims are those of Clerk's token version 2; its signature is none, since the SDK only decodes. */
export function tokenJson(state: State, session: Session) {
  const now = Math.floor(Date.now() / 1000);
  const user = existingUser(state, session.userId);
  const active = membershipsOf(state, user).find(
    ({ organization }) => organization.id === session.lastActiveOrganizationId,
  );
  const claims = {
    exp: now + TOKEN_LIFETIME,
    iat: now,
    nbf: now - 10,
    iss: 'https://clerk-stub.test',
    jti: `${session.id}-${now}`,
    sid: session.id,
    sub: user.id,
    sts: 'active',
    v: 2,
    fva: [0, -1],
    ...(active && {
      o: {
        id: active.organization.id,
        slg: active.organization.slug,
        rol: active.membership.role.replace(/^org:/, ''),
      },
    }),
  };
  const header = { alg: 'RS256', typ: 'JWT', kid: 'ins_stub' };
  const encode = (part: unknown) => base64url(JSON.stringify(part));
  return { object: 'token' as const, jwt: `${encode(header)}.${encode(claims)}.${base64url('not signed')}` };
}

const base64url = (text: string) =>
  btoa(unescape(encodeURIComponent(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const userJson = (state: State, user: User) => ({
  object: 'user' as const,
  id: user.id,
  username: null,
  first_name: user.firstName,
  last_name: user.lastName,
  image_url: '',
  has_image: false,
  primary_email_address_id: emailAddressId(user),
  primary_phone_number_id: null,
  primary_web3_wallet_id: null,
  password_enabled: true,
  two_factor_enabled: false,
  totp_enabled: false,
  backup_code_enabled: false,
  email_addresses: [
    {
      object: 'email_address' as const,
      id: emailAddressId(user),
      email_address: user.email,
      reserved: false,
      verification: { status: 'verified' as const, strategy: 'admin' as const, attempts: null, expire_at: null },
      linked_to: [],
      matches_sso_connection: false,
      created_at: user.createdAt,
      updated_at: user.createdAt,
    },
  ],
  phone_numbers: [],
  web3_wallets: [],
  passkeys: [],
  external_accounts: [],
  saml_accounts: [],
  enterprise_accounts: [],
  organization_memberships: membershipsOf(state, user).map(({ organization, membership }) =>
    membershipJson(state, organization, membership),
  ),
  public_metadata: {},
  unsafe_metadata: {},
  external_id: null,
  last_sign_in_at: null,
  banned: false,
  locked: false,
  lockout_expires_in_seconds: null,
  verification_attempts_remaining: null,
  created_at: user.createdAt,
  updated_at: user.createdAt,
  delete_self_enabled: false,
  create_organization_enabled: true,
  last_active_at: null,
  mfa_enabled_at: null,
  mfa_disabled_at: null,
  legal_accepted_at: null,
});

const emailAddressId = (user: User) => user.id.replace(/^user_/, 'idn_');

const publicUserDataJson = (user: User): PublicUserDataJSON => ({
  first_name: user.firstName,
  last_name: user.lastName,
  image_url: '',
  has_image: false,
  identifier: user.email,
  user_id: user.id,
});

/** Supported: a password, and a code by e-mail. */
export function signInJson(state: State, signIn: SignIn) {
  const user = existingUser(state, signIn.userId);
  return {
    object: 'sign_in_attempt' as const,
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: ['email_address'],
    supported_first_factors: [
      { strategy: 'password' },
      {
        strategy: 'email_code',
        safe_identifier: user.email,
        email_address_id: emailAddressId(user),
        primary: true,
      },
    ],
    supported_second_factors: null,
    first_factor_verification: signIn.verification
      ? { ...signIn.verification, expire_at: signIn.createdAt + SIGN_IN_LIFETIME }
      : null,
    second_factor_verification: null,
    identifier: user.email,
    user_data: { first_name: user.firstName, last_name: user.lastName, image_url: '', has_image: false },
    created_session_id: signIn.createdSessionId,
    abandon_at: signIn.createdAt + SIGN_IN_LIFETIME,
  };
}

export const organizationJson = (state: State, organization: Organization): OrganizationJSON => ({
  object: 'organization',
  id: organization.id,
  name: organization.name,
  slug: organization.slug,
  image_url: '',
  has_image: false,
  members_count: organization.memberships.size,
  pending_invitations_count: pendingInvitations(state, organization).length,
  max_allowed_memberships: organization.maxAllowedMemberships,
  admin_delete_enabled: true,
  public_metadata: {},
  created_at: organization.createdAt,
  updated_at: organization.updatedAt,
});

export function membershipJson(
  state: State,
  organization: Organization,
  membership: Membership,
): OrganizationMembershipJSON {
  const user = state.users.get(membership.userId);
  return {
    object: 'organization_membership',
    id: membership.id,
    role: membership.role,
    role_name: state.roles.get(membership.role)?.name ?? membership.role,
    permissions: [...permissionsOf(state, membership.role)],
    public_metadata: {},
    organization: organizationJson(state, organization),
    // A person who is gone leaves a membership without this: Clerk's type has it optional.
    ...(user ? { public_user_data: publicUserDataJson(user) } : {}),
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}

export const roleJson = (role: Role, time: number): RoleJSON & { is_creator_eligible: boolean } => ({
  object: 'role',
  id: role.key.replace(/^org:/, 'role_'),
  key: role.key,
  name: role.name,
  description: role.description,
  is_creator_eligible: role.permissions.includes('org:sys_profile:delete'),
  permissions: role.permissions.map((key) => permissionJson(key, time)),
  created_at: time,
  updated_at: time,
});

const permissionJson = (key: string, time: number): PermissionJSON => ({
  object: 'permission',
  id: key.replaceAll(':', '_').replace(/^org_/, 'perm_'),
  key,
  name: key,
  description: '',
  type: key.startsWith('org:sys_') ? 'system' : 'user',
  created_at: time,
  updated_at: time,
});

export const invitationJson = (
  state: State,
  invitation: Invitation,
): OrganizationInvitationJSON & { url: null; expires_at: null } => ({
  object: 'organization_invitation',
  id: invitation.id,
  email_address: invitation.email,
  role: invitation.role,
  role_name: state.roles.get(invitation.role)?.name ?? invitation.role,
  organization_id: invitation.organizationId,
  status: invitation.status,
  public_metadata: {},
  url: null,
  expires_at: null,
  created_at: invitation.createdAt,
  updated_at: invitation.updatedAt,
});

/** An invitation as the invited person sees it, with the organization it leads to. */
export function userInvitationJson(state: State, invitation: Invitation) {
  const organization = state.organizations.get(invitation.organizationId);
  return {
    ...invitationJson(state, invitation),
    public_organization_data: {
      id: invitation.organizationId,
      name: organization?.name ?? '',
      slug: organization?.slug ?? '',
      image_url: '',
      has_image: false,
    },
  };
}
