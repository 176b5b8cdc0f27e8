/** Organizations: create, rename and delete. */
import { nextId, now, timestamps } from '../clock.ts';
import { setting } from '../environment.ts';
import { clerkErrors } from '../errors.ts';
import type { Organization, State, User } from '../state.ts';
import { clearActiveOrganization, createMembership, invitationsOf } from './memberships.ts';
import { CREATOR_ROLE } from './roles.ts';
import { touchClientsOf } from './sessions.ts';
import { requireLength } from './users.ts';

/** @param slug `null` derives one from the name */
export function createOrganization(state: State, user: User, name: string, slug: string | null): Organization {
  const id = nextId(state, 'org');
  const organization: Organization = {
    id,
    name: requireName(name),
    slug: slug ? availableSlug(state, slug) : slugOf(name, id),
    roleSet: [...state.defaultRoleSet],
    hasRoleSetMigration: false,
    maxAllowedMemberships: Number(setting(state, 'organization_settings', 'max_allowed_memberships')),
    ...timestamps(state),
    memberships: new Map(),
  };
  state.organizations.set(id, organization);
  createMembership(state, organization, user.id, CREATOR_ROLE);
  return organization;
}

/** A missing or empty name or slug is left unchanged. `imageUrl: null` removes the logo. */
export function updateOrganization(
  state: State,
  organization: Organization,
  change: { name?: string | null; slug?: string | null; imageUrl?: string | null },
): void {
  const name = change.name ? requireName(change.name) : organization.name;
  const slug = change.slug && change.slug !== organization.slug ? availableSlug(state, change.slug) : organization.slug;
  const { imageUrl = organization.imageUrl } = change;
  // Only now: if the name or the slug is refused, nothing changes.
  Object.assign(organization, { name, slug, imageUrl, updatedAt: now(state) });
  touchClientsOf(state, ...organization.memberships.keys());
}

/** Also deletes its invitations. */
export function deleteOrganization(state: State, organization: Organization): void {
  state.organizations.delete(organization.id);
  clearActiveOrganization(state, organization, ...organization.memberships.keys());
  for (const { id } of invitationsOf(state, organization)) state.invitations.delete(id);
}

function availableSlug(state: State, slug: string): string {
  if (!/^[a-z0-9_-]{1,256}$/.test(slug)) throw clerkErrors.slugInvalid();
  if ([...state.organizations.values()].some((organization) => organization.slug === slug)) {
    throw clerkErrors.slugTaken(slug);
  }
  return slug;
}

/** `difference-engines-org_new3`, shorter than Clerk's limit of 256 characters. */
const slugOf = (name: string, id: string): string =>
  `${name.slice(0, 200)}-${id}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replace(/^-/, '');

/** The name, trimmed. Throws Clerk's 422 if it is blank, too long, or contains a URL or HTML. */
function requireName(name: string): string {
  const trimmed = requireLength('name', name.trim());
  if (!trimmed || /:\/\/|\bwww\.|<[a-z!/][^>]*>/i.test(trimmed)) throw clerkErrors.organizationNameInvalid(trimmed);
  return trimmed;
}
