/**
 * Where Clerk's SDK or error catalogue and its published contract are known to differ. A divergence that is not listed fails the test
 * in which it occurs. A listed one that no longer occurs fails `contract.spec.ts`.
 */
import type { Exchange } from '../../clerk-stub/stub.ts';
import { publishedContract } from './contract.ts';
import type { Divergence } from './schemas.ts';

export interface KnownDivergence {
  /** Each as a text, by `divergenceText`. */
  divergences: readonly string[];
  /** Why the stub cannot avoid it. */
  why: string;
}

/** At most five. With more, the stub would no longer follow the published contract. */
export const knownDivergences: readonly KnownDivergence[] = [
  {
    divergences: [
      'POST /v1/client/sign_ins: form has locale, which is not declared',
      'POST /v1/client/sign_ins: form has timezone, which is not declared',
    ],
    why: 'The SDK uses API version 2026-08-20 and sends the locale and time zone; the newest published contract is 2026-05-12.',
  },
  {
    divergences: ['POST /v1/client/sessions/{session_id}/tokens: form has tab_state, which is not declared'],
    why: 'The SDK sends the visibility of its tab with every token request; the contract declares the organization only.',
  },
  {
    divergences: [
      'GET /v1/organizations/{organization_id}/memberships: query role must be string',
      'GET /v1/me/organization_suggestions: query status must be string',
    ],
    why: 'The SDK repeats the parameter for several roles or statuses; the contract declares a single value.',
  },
  {
    divergences: ['Client.OrganizationSettings: has force_organization_selection, which is not declared'],
    why: 'The SDK’s types require it, and session tasks depend on it; the contract does not have it.',
  },
  {
    divergences: ['POST /v1/me/profile_image: does not list status 413'],
    why: 'Clerk’s error catalogue has 413 for every image that is too large; the contract lists it for the logo only.',
  },
];

/** The divergences that are not known, each with its first occurrence. Empty without a contract. */
export function unexpectedDivergences(exchanges: readonly Exchange[]): string[] {
  const found = exchanges.flatMap((exchange) => publishedContract()?.check(exchange) ?? []);
  const places = new Map<string, string>();
  for (const divergence of found) {
    const text = divergenceText(divergence);
    if (!places.has(text) && !knownDivergences.some(({ divergences }) => divergences.includes(text))) {
      places.set(text, divergence.at);
    }
  }
  return [...places].map(([text, at]) => `${text} (${at})`);
}

export const divergenceText = ({ where, what }: Divergence): string => `${where}: ${what}`;
