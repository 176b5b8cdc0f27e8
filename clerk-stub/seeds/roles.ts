/** Clerk's two default roles, and three custom ones. */
import type { Role } from '../state.ts';

export const ADMIN: Role = {
  key: 'org:admin',
  name: 'Admin',
  description: 'Manages the organization',
  permissions: [
    'org:sys_profile:manage',
    'org:sys_profile:delete',
    'org:sys_memberships:read',
    'org:sys_memberships:manage',
    'org:sys_domains:read',
    'org:sys_domains:manage',
    'org:sys_billing:read',
    'org:sys_billing:manage',
  ],
};

export const MEMBER: Role = {
  key: 'org:member',
  name: 'Member',
  description: 'Views the organization',
  permissions: ['org:sys_memberships:read', 'org:sys_billing:read'],
};

/** Can manage members without being an admin: an app must check the permission, not the role's key. */
export const PEOPLE_MANAGER: Role = {
  key: 'org:people_manager',
  name: 'People manager',
  description: 'Adds, removes and changes members',
  permissions: ['org:sys_memberships:read', 'org:sys_memberships:manage'],
};

export const BILLING: Role = {
  key: 'org:billing',
  name: 'Billing',
  description: 'Manages invoices',
  permissions: ['org:sys_memberships:read', 'org:sys_billing:read', 'org:sys_billing:manage'],
};

/** In no role set, so it is not assignable; members who have it keep it. */
export const AUDITOR: Role = {
  key: 'org:auditor',
  name: 'Auditor',
  description: 'A retired role',
  permissions: ['org:sys_memberships:read'],
};
