/** The JSON of users and their memberships. */
import type { OrganizationMembershipJSON, PublicUserDataJSON } from '@clerk/shared/types';
import { setting } from '../environment.ts';
import { permissionsOf } from '../rules/roles.ts';
import { membershipsOf } from '../rules/users.ts';
import type { Membership, Organization, State, User } from '../state.ts';
import { imageJson } from './images.ts';
import { organizationJson } from './organizations.ts';

export const userJson = (state: State, user: User) => ({
  object: 'user' as const,
  id: user.id,
  username: null,
  ...userDataJson(user),
  primary_email_address_id: emailAddressId(user),
  primary_phone_number_id: null,
  primary_web3_wallet_id: null,
  password_enabled: user.password !== '',
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
  public_metadata: user.publicMetadata ?? {},
  unsafe_metadata: user.unsafeMetadata ?? {},
  external_id: null,
  last_sign_in_at: user.lastSignInAt ?? null,
  banned: false,
  locked: false,
  lockout_expires_in_seconds: null,
  verification_attempts_remaining: null,
  created_at: user.createdAt,
  updated_at: user.updatedAt ?? user.createdAt,
  delete_self_enabled: setting(state, 'user_settings', 'actions', 'delete_self') === true,
  create_organization_enabled: setting(state, 'user_settings', 'actions', 'create_organization') === true,
  create_organizations_limit: 0,
  last_active_at: null,
  mfa_enabled_at: null,
  mfa_disabled_at: null,
  legal_accepted_at: null,
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
    public_metadata: { ...membership.publicMetadata },
    organization: organizationJson(state, organization),
    // Absent when the user no longer exists. Clerk's type has it optional.
    ...(user ? { public_user_data: publicUserDataJson(user) } : {}),
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}

/** The part of a user's JSON that is in other JSON, too. */
export const userDataJson = (user: User) => ({
  first_name: user.firstName,
  last_name: user.lastName,
  ...imageJson(user.id, user.imageUrl),
});

export const publicUserDataJson = (user: User): PublicUserDataJSON => ({
  ...userDataJson(user),
  identifier: user.email,
  user_id: user.id,
});

export const emailAddressId = (user: User) => user.id.replace(/^user_/, 'idn_');
