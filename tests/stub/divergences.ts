/**
 * The ledger: where the installed SDK and Clerk's published contract differ, so that no stub can please both. What differs and
 * does not stand here fails the test it happens in; what stands here and no longer differs fails `contract.spec.ts`.
 */
import type { Exchange } from '../../clerk-stub/stub.ts';
import { type FoundDivergence, publishedContract } from './contract.ts';

export interface LedgerEntry {
  where: string;
  what: readonly string[];
  /** Why it is the SDK's, and not ours to mend. */
  why: string;
}

/** At most five: more would mean that the stub answers by another contract than the published one. */
export const ledger: readonly LedgerEntry[] = [
  {
    where: 'POST /v1/client/sign_ins',
    what: ['form has locale, which is not declared', 'form has timezone, which is not declared'],
    why: 'The SDK speaks API version 2026-08-20 and tells where the person is; the newest published contract is 2026-05-12.',
  },
  {
    where: 'POST /v1/client/sessions/{session_id}/tokens',
    what: ['form has tab_state, which is not declared'],
    why: 'The SDK says with every token it asks for whether its tab is in sight; the contract has the organization only.',
  },
  {
    where: 'GET /v1/organizations/{organization_id}/memberships',
    what: ['query role must be string'],
    why: '`getMemberships({ role: [...] })` takes several roles, and the SDK repeats the parameter; the contract has it once.',
  },
  {
    where: 'GET /v1/me/organization_suggestions',
    what: ['query status must be string'],
    why: '`<OrganizationSwitcher />` asks for pending and accepted suggestions at once; the contract has one status.',
  },
];

/**
 * What in the exchanges fits neither the contract nor the ledger, in words: each divergence once, with the first place it was
 * met. Nothing where there is no contract to check by.
 */
export function surprises(exchanges: readonly Exchange[]): string[] {
  const found = exchanges.flatMap((exchange) => publishedContract()?.check(exchange) ?? []);
  const places = new Map<string, string>();
  for (const divergence of found) {
    const text = `${divergence.where}: ${divergence.what}`;
    if (!places.has(text) && !ledger.some((entry) => covers(entry, divergence))) places.set(text, divergence.at);
  }
  return [...places].map(([text, at]) => `${text} (${at})`);
}

/** Whether the entry stands for the divergence. */
export function covers(entry: LedgerEntry, { where, what }: FoundDivergence): boolean {
  return entry.where === where && entry.what.includes(what);
}
