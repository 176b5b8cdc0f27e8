/**
 * Where Clerk's SDK or error catalogue and its published contract are known to differ. A divergence that is not listed fails the test
 * in which it occurs. A listed one that no longer occurs fails `contract.spec.ts`.
 */
import type { Exchange } from '../../clerk-stub/stub.ts';
import { publishedContract } from './contract.ts';
import type { Divergence } from './schemas.ts';

export interface KnownDivergence {
  where: string;
  what: readonly string[];
  /** Why the stub cannot avoid it. */
  why: string;
}

/** At most five. With more, the stub would no longer follow the published contract. */
export const knownDivergences: readonly KnownDivergence[] = [
  {
    where: 'POST /v1/client/sign_ins',
    what: ['form has locale, which is not declared', 'form has timezone, which is not declared'],
    why: 'The SDK uses API version 2026-08-20 and sends the locale and time zone; the newest published contract is 2026-05-12.',
  },
  {
    where: 'POST /v1/client/sessions/{session_id}/tokens',
    what: ['form has tab_state, which is not declared'],
    why: 'The SDK sends the visibility of its tab with every token request; the contract declares the organization only.',
  },
  {
    where: 'GET /v1/organizations/{organization_id}/memberships',
    what: ['query role must be string'],
    why: '`getMemberships({ role: [...] })` repeats the parameter for several roles; the contract declares a single value.',
  },
  {
    where: 'GET /v1/me/organization_suggestions',
    what: ['query status must be string'],
    why: '`<OrganizationSwitcher />` requests pending and accepted suggestions; the contract declares a single status.',
  },
  {
    where: 'POST /v1/me/profile_image',
    what: ['does not list status 413'],
    why: 'Clerk’s error catalogue has 413 for every image that is too large; the contract lists it for the logo only.',
  },
];

/** The divergences that are not known, each with its first occurrence. Empty without a contract. */
export function unexpectedDivergences(exchanges: readonly Exchange[]): string[] {
  const found = exchanges.flatMap((exchange) => publishedContract()?.check(exchange) ?? []);
  const places = new Map<string, string>();
  for (const divergence of found) {
    const text = `${divergence.where}: ${divergence.what}`;
    if (!places.has(text) && !knownDivergences.some((known) => covers(known, divergence))) {
      places.set(text, divergence.at);
    }
  }
  return [...places].map(([text, at]) => `${text} (${at})`);
}

export function covers(known: KnownDivergence, { where, what }: Divergence): boolean {
  return known.where === where && known.what.includes(what);
}
