/** Kinds of error, and the sentences about them. */
import type { ClerkAPIResponseError, ClerkRuntimeError } from '@clerk/shared/error';

/**
 * Clerk's error classes, told apart as the guards of `@clerk/shared/error` do it: by a static property that survives
 * minification. Importing those guards would add Clerk's error classes, more than a tenth of the page's own code.
 */
const isClerkAPIResponseError = (error: unknown): error is ClerkAPIResponseError =>
  kindOf(error) === 'ClerkAPIResponseError';
const isClerkRuntimeError = (error: unknown): error is ClerkRuntimeError => kindOf(error) === 'ClerkRuntimeError';

function kindOf(error: unknown): unknown {
  return error instanceof Error && 'kind' in error.constructor ? error.constructor.kind : undefined;
}

/** No answer within 30 seconds. Whether Clerk did what was requested is unknown. */
export class NoResponseError extends Error {
  override message = 'Clerk did not respond within 30 seconds.';
}

/** HTTP status of an error response from Clerk; `undefined` for any other error. */
export const errorStatus = (error: unknown): number | undefined =>
  isClerkAPIResponseError(error) ? error.status : undefined;

/** Whether the same call may succeed in a moment: Clerk did not decide against it. */
export function isRetryable(error: unknown): boolean {
  const status = errorStatus(error) ?? 500;
  return status === 409 || status === 429 || status >= 500;
}

/** Whether Clerk has no user with that ID. The person may have no account yet. */
export function isUnknownUser(error: unknown): boolean {
  if (!isClerkAPIResponseError(error) || error.status !== 404) return false;
  // An unknown role has the same code, and names its parameter.
  return error.errors.some(({ code, meta }) => code === 'resource_not_found' && meta?.paramName !== 'role');
}

/** What went wrong: Clerk's own words where it has any. */
export function describeError(error: unknown): string {
  if (isClerkAPIResponseError(error)) {
    const messages = new Set(error.errors.map(({ longMessage, message }) => longMessage || message).filter(Boolean));
    const wait = error.retryAfter ? `Try again in ${error.retryAfter} seconds.` : '';
    return messages.size > 0
      ? sentences(...messages, wait)
      : sentences(`Clerk responded with an error (${error.status}) and no explanation.`, wait || 'Try again later.');
  }
  if (isClerkRuntimeError(error) && error.code === 'network_error') {
    // The SDK has one code for a request that failed and for an error response whose body is not JSON.
    return error.message.includes('Network error at')
      ? 'Clerk could not be reached. Check your connection and try again.'
      : 'Unexpected response (not JSON). A proxy or firewall may be blocking Clerk.';
  }
  if (error instanceof Error && error.message) return error.message;
  return 'Something went wrong. Try again.';
}

/** Joins sentences. Clerk's messages do not all end in a full stop. */
export const sentences = (...texts: readonly string[]): string =>
  texts
    .filter(Boolean)
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');

export const LIST_RELOADED = 'The list has been reloaded.';
export const CLERK_DEGRADED = 'Clerk is degraded. Some information may be missing.';
export const SESSION_ENDED = 'You are signed out. Your session ended, or you signed out elsewhere.';

/** Where Clerk documents how people without an account join. */
export const INVITE_LINK = {
  label: 'Invite people who have no account yet',
  href: 'https://clerk.com/docs/guides/organizations/add-members/invitations',
};
