/** Classifies errors, and has the sentences about them. */
import type { ClerkAPIResponseError } from '@clerk/shared/error';

export const LIST_RELOADED = 'The list has been reloaded.';
export const UNREACHABLE = 'Clerk could not be reached. Check your connection and try again.';
const NOT_JSON = 'Unexpected response (not JSON, or incomplete). A proxy may be blocking Clerk.';
export const CLERK_DEGRADED = 'Clerk is partially unavailable. Some information may be missing.';
export const ORGANIZATIONS_DISABLED =
  'Organizations are disabled for this Clerk application. Enable them in the Clerk Dashboard.';
export const CHANGES_UNKNOWN = 'Pending changes may not have been saved.';
export const PERMISSION_LOST = 'You can no longer manage members of this organization.';
export const SESSION_ENDED = "You've been signed out. Your session ended, or you signed out in another tab.";
export const INVITE_INSTEAD = 'To invite people without an account, enter their email address.';

/**
 * Whether Clerk has responded with an error. Checks a static property that survives minification, as the guard of
 * `@clerk/shared/error` does. Importing that guard would add a tenth to the page's own code.
 */
const isResponseError = (error: unknown): error is ClerkAPIResponseError =>
  error instanceof Error && 'kind' in error.constructor && error.constructor.kind === 'ClerkAPIResponseError';

/** HTTP status of an error response from Clerk; `undefined` for any other error. */
export const errorStatus = (error: unknown): number | undefined => (isResponseError(error) ? error.status : undefined);

/** Whether the same call may succeed later: after a conflict, a rate limit, a server error, or without a response. */
export function isRetryable(error: unknown): boolean {
  const status = errorStatus(error) ?? 500;
  return status === 409 || status === 429 || status >= 500;
}

/** Whether Clerk has no user with that ID. An unknown role has the same code, and names its parameter. */
export const isUnknownUser = (error: unknown): boolean =>
  isResponseError(error) &&
  error.errors.some(({ code, meta }) => code === 'resource_not_found' && meta?.paramName !== 'role');

/** Whether the user could not be added because somebody else has done so. */
export const isAlreadyMember = (error: unknown): boolean =>
  isResponseError(error) && error.errors.some(({ code }) => code === 'already_a_member_in_organization');

/** What went wrong, in Clerk's own words where it has any. A string is returned as it is. */
export function describeError(error: unknown): string {
  if (typeof error === 'string') return error;
  if (isResponseError(error)) {
    const messages = new Set(error.errors.map(({ longMessage, message }) => longMessage || message).filter(Boolean));
    const wait = error.retryAfter ? `Try again in ${duration(error.retryAfter)}.` : '';
    if (messages.size > 0) return sentences(...messages, wait);
    return sentences(`Clerk responded with an error (${error.status}) and no explanation.`, wait || 'Try again later.');
  }
  // The SDK has one code for a request that failed and for an error response whose body is not JSON.
  const isNetworkError = error instanceof Error && 'code' in error && error.code === 'network_error';
  if (isNetworkError && error.message.includes('Network error at')) return UNREACHABLE;
  if (isNetworkError || error instanceof SyntaxError || error instanceof TypeError) return NOT_JSON;
  return error instanceof Error && error.message ? error.message : 'Something went wrong. Try again.';
}

/** Formats seconds: "1 second", "2 minutes". */
function duration(seconds: number): string {
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return value.toLocaleString('en', { style: 'unit', unit, unitDisplay: 'long' });
}

/** Joins sentences. Clerk's messages do not all end in a full stop. */
export const sentences = (...texts: readonly string[]): string =>
  texts
    .filter(Boolean)
    .map((text) => text.replace(/[^.!?…]$/, '$&.'))
    .join(' ');
