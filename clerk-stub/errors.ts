/**
 * Clerk's errors, as the Frontend API words them.
 *
 * Status, `code`, `message` and `long_message` are those of Clerk's own error catalogue
 * (https://clerk.com/docs/errors/frontend-api). Which of several fitting errors an endpoint picks is not published; where
 * the choice is ours, `SUPPORTED.md` says so.
 */

/** One entry of the `errors` array on the wire. */
export interface ClerkErrorBody {
  code: string;
  message: string;
  long_message: string;
  meta?: Record<string, unknown>;
}

/** Thrown by rules and routes; the stub answers `{ errors: [body], clerk_trace_id }` with this HTTP status. */
export class ClerkStubError extends Error {
  readonly status: number;
  readonly body: ClerkErrorBody;

  constructor(status: number, code: string, message: string, longMessage = message, meta?: Record<string, unknown>) {
    super(longMessage);
    this.status = status;
    this.body = { code, message, long_message: longMessage, ...(meta ? { meta } : {}) };
  }
}

/** Clerk's error envelope. */
export const errorResponse = ({ status, body }: ClerkStubError, headers = new Headers()): Response =>
  Response.json({ errors: [body], clerk_trace_id: `trace_${body.code}` }, { status, headers });

const ofParam = (name: string) => ({ param_name: name });

export const clerkErrors = {
  authenticationInvalid: () =>
    new ClerkStubError(
      401,
      'authentication_invalid',
      'Invalid authentication',
      'Unable to authenticate the request, you need to supply an active session',
    ),
  signedOut: () => new ClerkStubError(401, 'signed_out', 'Signed out', 'You are signed out'),
  sessionExists: () => new ClerkStubError(400, 'session_exists', 'Session already exists', "You're already signed in."),
  sessionNotFound: (id: string) =>
    new ClerkStubError(404, 'resource_not_found', 'not found', `No session was found with id ${id}`),

  identifierNotFound: () =>
    new ClerkStubError(
      422,
      'form_identifier_not_found',
      "Couldn't find your account.",
      "Couldn't find your account.",
      ofParam('identifier'),
    ),
  passwordIncorrect: () =>
    new ClerkStubError(
      422,
      'form_password_incorrect',
      'is incorrect',
      'Password is incorrect. Try again, or use another method.',
      ofParam('password'),
    ),
  codeIncorrect: () =>
    new ClerkStubError(422, 'form_code_incorrect', 'is incorrect', 'Incorrect code', ofParam('code')),
  signInNotFound: (id: string) =>
    new ClerkStubError(404, 'resource_not_found', 'not found', `No sign in attempt was found with id ${id}`),
  strategyNotAllowed: () =>
    new ClerkStubError(
      422,
      'form_param_value_invalid',
      'is invalid',
      'Strategy does not match one of the allowed values for parameter strategy.',
      ofParam('strategy'),
    ),

  notAMember: () =>
    new ClerkStubError(
      403,
      'not_a_member_in_organization',
      'not a member',
      'Current user is not a member of the organization. Only organization members can perform this action.',
    ),
  organizationNotFoundOrUnauthorized: () =>
    new ClerkStubError(
      404,
      'organization_not_found_or_unauthorized',
      'not found or unauthorized',
      "Given organization not found, or you don't have permission to access the organization",
    ),
  missingPermission: (permission: string) =>
    new ClerkStubError(
      403,
      'missing_organization_permission',
      'missing permission',
      'Current user is missing an organization permission.',
      { permissions: [permission] },
    ),
  userNotFound: (id: string) =>
    new ClerkStubError(404, 'resource_not_found', 'not found', `No user was found with id ${id}`),
  membershipNotFound: () =>
    new ClerkStubError(404, 'resource_not_found', 'not found', 'Organization membership not found'),
  alreadyAMember: (id: string) =>
    new ClerkStubError(
      400,
      'already_a_member_in_organization',
      'already a member',
      `${id} is already a member of the organization.`,
    ),
  minimumPermissionsNeeded: () =>
    new ClerkStubError(
      400,
      'organization_minimum_permissions_needed',
      'minimum organization permissions needed',
      'There has to be at least one organization member with the minimum required permissions',
    ),
  roleNotFound: () =>
    new ClerkStubError(404, 'resource_not_found', 'not found', 'Organization role not found', ofParam('role')),
  membershipQuotaExceeded: (limit: number) =>
    new ClerkStubError(
      403,
      'organization_membership_quota_exceeded',
      'organization membership quota exceeded',
      `You have reached your limit of ${limit} organization memberships, including outstanding invitations.`,
    ),
  slugTaken: (slug: string) =>
    new ClerkStubError(
      422,
      'form_identifier_exists',
      'already exists',
      `The slug ${slug} is already taken.`,
      ofParam('slug'),
    ),

  invitationNotUnique: (email: string) =>
    new ClerkStubError(
      400,
      'organization_invitation_not_unique',
      'duplicate invitation',
      `There is already a pending invitation for ${email}.`,
      { email_addresses: [email] },
    ),
  invitationNotFound: () =>
    new ClerkStubError(404, 'organization_invitation_not_found', 'not found', 'Organization invitation not found'),
  invitationNotPending: () =>
    new ClerkStubError(
      404,
      'organization_invitation_not_pending',
      'not pending',
      'The organization invitation is not pending.',
    ),
  emailAddressesInvalid: (emails: readonly string[]) =>
    new ClerkStubError(
      422,
      'form_param_format_invalid',
      'invalid email addresses',
      `The following email addresses are not valid: ${emails.join(', ')}`,
      { email_addresses: emails, ...ofParam('email_address') },
    ),

  paramMissing: (name: string) =>
    new ClerkStubError(422, 'form_param_missing', 'is missing', `${name} must be included.`, ofParam(name)),
  paramUnknown: (name: string) =>
    new ClerkStubError(
      422,
      'form_param_unknown',
      'is unknown',
      `${name} is not a valid parameter for this request.`,
      ofParam(name),
    ),
  paramValueInvalid: (name: string, rule: string) =>
    new ClerkStubError(422, 'form_param_value_invalid', 'is invalid', `${name} ${rule}.`, ofParam(name)),

  internal: () =>
    new ClerkStubError(
      500,
      'internal_clerk_error',
      'Oops, an unexpected error occurred',
      "There was an internal error on our servers. We've been notified and are working on fixing it.",
    ),
  /** Not one of Clerk's: the stub's own loud answer to a request it does not know. */
  routeUnknown: (method: string, path: string) =>
    new ClerkStubError(
      501,
      'clerk_stub_route_unknown',
      'unknown route',
      `The stubbed Clerk has no route for ${method} ${path}. SUPPORTED.md lists the ones it has.`,
    ),
};
