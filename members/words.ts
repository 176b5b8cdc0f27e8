/** The page's sentences: what went wrong, what was done, what is about to be done. */
import { isClerkAPIResponseError, isClerkRuntimeError } from './errors.ts';
import { canBeGiven, type Member, memberLabel, type State } from './state.ts';

/** Where to read how people come in who have no account yet. */
export const INVITATIONS_GUIDE = 'https://clerk.com/docs/guides/organizations/add-members/invitations';

/** Says what went wrong: Clerk's own words where it has any, sensible ones for everything else. */
export function describeError(error: unknown): string {
  if (isClerkAPIResponseError(error)) {
    const said = error.errors.map(({ longMessage, message }) => longMessage || message).filter(Boolean);
    const wait = error.retryAfter ? ` Try again in ${error.retryAfter} seconds.` : '';
    return said.length > 0
      ? [...new Set(said)].join(' ') + wait
      : `Clerk answered with an error (${error.status}) and no explanation. Try again in a moment.${wait}`;
  }
  if (isClerkRuntimeError(error) && error.code === 'network_error') {
    // The SDK has one code for a request that failed and for a refusal whose body is not JSON.
    return error.message.includes('Network error at')
      ? 'Clerk could not be reached. Check your connection and try again.'
      : 'The answer did not come from Clerk: it is not JSON. A proxy or firewall may stand in between.';
  }
  if (error instanceof Error && error.message) return error.message;
  return 'Something went wrong, and nothing says what.';
}

/** What a dialog asks, and what its confirming button says. */
export interface Confirmation {
  title: string;
  text: string;
  confirm: string;
}

export function confirmRemoval(state: State, member: Member): Confirmation {
  const name = member.name ? `${member.name} (${memberLabel(member)})` : memberLabel(member);
  const undo = canBeGiven(state, member.role) ? ' You can undo this for half a minute, until your next change.' : '';
  return {
    title: `Remove ${memberLabel(member)}?`,
    text: `${name} loses access to ${organizationName(state)} at once.${undo}`,
    confirm: 'Remove',
  };
}

export function confirmLeaving(state: State): Confirmation {
  return {
    title: `Leave ${organizationName(state)}?`,
    text: 'You lose access at once, and cannot undo it: somebody who manages its members must add you again.',
    confirm: 'Leave',
  };
}

export function confirmStepDown(state: State, roleName: string): Confirmation {
  return {
    title: `Make yourself ${roleName}?`,
    text: `You can no longer manage the members of ${organizationName(state)} then. Somebody else who does must give you this role back.`,
    confirm: 'Change my role',
  };
}

const organizationName = (state: State) => state.organization?.name ?? 'this organization';
