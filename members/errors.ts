/** Kinds of failure. */
import type { ClerkAPIResponseError, ClerkRuntimeError } from '@clerk/shared/error';

/**
 * Clerk's classes of errors, told apart as the guards of `@clerk/shared/error` do it: by a property that survives
 * minification. Those guards would bring all of Clerk's classes along, more than a tenth of this page.
 */
export const isClerkAPIResponseError = (error: unknown): error is ClerkAPIResponseError =>
  kindOf(error) === 'ClerkAPIResponseError';
export const isClerkRuntimeError = (error: unknown): error is ClerkRuntimeError =>
  kindOf(error) === 'ClerkRuntimeError';

function kindOf(error: unknown): unknown {
  return error instanceof Error && 'kind' in error.constructor ? error.constructor.kind : undefined;
}

/** The write resolved without a result: that is how the SDK answers when an offline browser's request never left. */
export class LostWriteError extends Error {
  override message = 'Clerk could not be reached, so nothing was changed. Check your connection and try again.';
}

/** HTTP status of a refusal by Clerk; `undefined` for any other error. */
export function refusalStatus(error: unknown): number | undefined {
  return isClerkAPIResponseError(error) ? error.status : undefined;
}

/** Whether the same call may go better in a moment: Clerk did not get to deciding about it. */
export function isWorthRetrying(error: unknown): boolean {
  const status = refusalStatus(error) ?? 500;
  return status === 409 || status === 429 || status >= 500;
}

/** Whether Clerk knows no user of that id: the person may have no account yet. */
export function isUnknownUser(error: unknown): boolean {
  if (!isClerkAPIResponseError(error) || error.status !== 404) return false;
  // An unknown role has the same code, and names its parameter.
  return error.errors.some(({ code, meta }) => code === 'resource_not_found' && meta?.paramName !== 'role');
}
