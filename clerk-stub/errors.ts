/**
 * Clerk's errors.
 *
 * Status, `code`, `message` and `long_message` are those of Clerk's error catalogue
 * (https://clerk.com/docs/errors/frontend-api). Errors without texts in the catalogue have texts of the stub:
 * `identifierNotFound`, `passwordTooShort`, `passwordTooLong`, `slugInvalid` and `slugTaken`. So do `membershipNotFound` and
 * `paramValueInvalid`, where the catalogue's are too general. Clerk does not publish which error an endpoint returns when several
 * apply; see `SUPPORTED.md`.
 */

/** Thrown by rules and routes, and returned by the stub as `errorResponse`. */
export class ClerkStubError extends Error {
  readonly status: number;
  /** One entry of the `errors` array. */
  readonly body: { code: string; message: string; long_message: string; meta?: Record<string, unknown> };
  /** The client's JSON, if Clerk sends it beside the errors. The SDK replaces its own client with it. */
  client?: object;

  constructor(status: number, code: string, message: string, meta?: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.body = { code, message, long_message: message, ...(meta && { meta }) };
  }

  /** Sets the long message, which is the short one by default. */
  explain(longMessage: string): this {
    this.message = this.body.long_message = longMessage;
    return this;
  }
}

/**
 * For what the stub does not support. Its codes are the stub's own, so that no application handles them as errors of
 * Clerk. Not a 5xx: `getToken()` would retry it for minutes.
 */
export class UnsupportedError extends ClerkStubError {}

/** Clerk's error envelope. */
export const errorResponse = ({ status, body, client }: ClerkStubError, headers = new Headers()): Response =>
  Response.json(
    { errors: [body], ...(client && { meta: { client } }), clerk_trace_id: `trace_${body.code}` },
    { status, headers },
  );

const error = (...args: ConstructorParameters<typeof ClerkStubError>) => new ClerkStubError(...args);

const notFound = (longMessage: string, message = 'not found') =>
  error(404, 'resource_not_found', message).explain(longMessage);

const paramError = (name: string, code: string, message: string) => error(422, code, message, { param_name: name });

export const clerkErrors = {
  authenticationInvalid: () =>
    error(401, 'authentication_invalid', 'Invalid authentication').explain(
      'Unable to authenticate the request, you need to supply an active session',
    ),
  signedOut: () => error(401, 'signed_out', 'Signed out').explain('You are signed out'),
  /** With the client, so that a tab at the sign-in finds the session that another tab has started. */
  sessionExists: (client: object) =>
    Object.assign(error(400, 'session_exists', 'Session already exists').explain("You're already signed in."), {
      client,
    }),
  sessionNotFound: (id: string) => notFound(`No session was found with id ${id}`, 'Session not found'),
  templateNotFound: (name: string) => notFound(`No JWT template exists with name: ${name}`, 'JWT template not found'),

  identifierNotFound: () => paramError('identifier', 'form_identifier_not_found', "Couldn't find your account."),
  passwordIncorrect: (name = 'password') =>
    paramError(name, 'form_password_incorrect', 'Password is incorrect. Try again, or use another method.'),
  passwordTooShort: (length: number) =>
    paramError('new_password', 'form_password_length_too_short', `Passwords must be ${length} characters or more.`),
  passwordTooLong: (length: number) =>
    paramError('new_password', 'form_password_length_too_long', `Passwords must be less than ${length} characters.`),
  codeIncorrect: () => paramError('code', 'form_code_incorrect', 'is incorrect').explain('Incorrect code'),
  verificationMissing: () =>
    error(400, 'verification_missing', 'is missing').explain(
      'This strategy requires verification preparation before attempting to validate it.',
    ),
  signInUserDeleted: () =>
    error(400, 'sign_in_identification_or_user_deleted', 'identification or user deleted').explain(
      'Either the user or the selected identification were deleted. Please start over.',
    ),
  signInNotFound: (id: string) => notFound(`No sign in was found with id ${id}`),

  notAMember: () =>
    error(403, 'not_a_member_in_organization', 'not a member').explain(
      'Current user is not a member of the organization. Only organization members can perform this action.',
    ),
  organizationNotFoundOrUnauthorized: () =>
    error(404, 'organization_not_found_or_unauthorized', 'not found or unauthorized').explain(
      "Given organization not found, or you don't have permission to access the organization",
    ),
  missingPermission: (permission: string) =>
    error(403, 'missing_organization_permission', 'missing permission', { permissions: [permission] }).explain(
      'Current user is missing an organization permission.',
    ),
  userNotFound: (id: string) => notFound(`No user was found with id ${id}`),
  membershipNotFound: () => notFound('Organization membership not found'),
  alreadyAMember: (id: string) =>
    error(400, 'already_a_member_in_organization', 'already a member').explain(
      `${id} is already a member of the organization.`,
    ),
  minimumPermissionsNeeded: () =>
    error(400, 'organization_minimum_permissions_needed', 'minimum organization permissions needed').explain(
      'There has to be at least one organization member with the minimum required permissions',
    ),
  personalAccountsNotAllowed: () =>
    error(422, 'personal_accounts_not_allowed', 'personal accounts are not allowed').explain(
      'You must maintain at least one organization membership since personal accounts are not allowed on the application',
    ),
  roleNotFound: () =>
    error(404, 'resource_not_found', 'not found', { param_name: 'role' }).explain('Organization role not found'),
  membershipQuotaExceeded: (limit: number) =>
    error(403, 'organization_membership_quota_exceeded', 'organization membership quota exceeded').explain(
      `You have reached your limit of ${limit} organization memberships, including outstanding invitations.`,
    ),
  organizationNameInvalid: (name: string) =>
    paramError('name', 'form_param_value_invalid', 'invalid organization name').explain(
      `The organization name "${name}" is invalid: it must not be blank or contain URLs or HTML`,
    ),
  slugInvalid: () =>
    paramError('slug', 'form_param_format_invalid', 'is invalid').explain(
      'slug can only contain lowercase letters, digits, hyphens and underscores.',
    ),
  slugTaken: (slug: string) =>
    paramError('slug', 'form_identifier_exists', 'already exists').explain(`The slug ${slug} is already taken.`),

  invitationNotUnique: () =>
    error(400, 'organization_invitation_not_unique', 'organization invitation not unique').explain(
      'Organizations cannot have duplicate pending invitations for an email address.',
    ),
  invitationNotFound: (id: string) =>
    error(404, 'organization_invitation_not_found', 'not found').explain(`No invitation found with id ${id}.`),
  invitationNotPending: () =>
    error(404, 'organization_invitation_not_pending', 'not pending').explain(
      "The organization invitation is not in the 'pending' status.",
    ),
  emailAddressInvalid: () =>
    paramError('email_address', 'form_param_format_invalid', 'is invalid').explain(
      'email_address must be a valid email address.',
    ),
  emailAddressesInvalid: (emails: readonly string[]) =>
    error(422, 'form_param_format_invalid', 'invalid email addresses', { email_addresses: emails }).explain(
      `The following email addresses are invalid: ${emails.join(', ')}`,
    ),

  imageMissing: () =>
    error(400, 'form_param_missing', 'Image file missing').explain('There was no image file present in the request'),
  imageTypeUnsupported: (type: string) =>
    error(400, 'request_body_invalid', 'Unsupported image type').explain(
      `'${type}' images are not currently supported. Please consult the API documentation for more information.`,
    ),
  imageTooLarge: () =>
    error(413, 'image_too_large', 'Image too large').explain(
      'The image being uploaded is more than 10MB. Please choose a smaller one.',
    ),

  paramMissing: (name: string) =>
    paramError(name, 'form_param_missing', 'is missing').explain(`${name} must be included.`),
  paramUnknown: (name: string) =>
    paramError(name, 'form_param_unknown', 'is unknown').explain(`${name} is not a valid parameter for this request.`),
  paramTooLong: (name: string, length: number) =>
    paramError(name, 'form_param_max_length_exceeded', 'exceeds maximum length').explain(
      `${name} should not exceed ${length} characters.`,
    ),
  paramValueInvalid: (name: string, rule: string) =>
    paramError(name, 'form_param_value_invalid', 'is invalid').explain(`${name} ${rule}.`),

  contentTypeUnsupported: (type: string) =>
    error(415, 'unsupported_content_type', 'Content-Type is unsupported').explain(
      `Content-Type ${type} is unsupported. You should use application/x-www-form-urlencoded instead.`,
    ),
  internal: () =>
    error(500, 'internal_clerk_error', 'Oops, an unexpected error occurred').explain(
      "There was an internal error on our servers. We've been notified and are working on fixing it.",
    ),
  /** @param what of a supported endpoint, for example `the strategy passkey` */
  unsupported: (what: string) =>
    new UnsupportedError(422, 'clerk_stub_unsupported', 'unsupported').explain(
      `The stubbed Clerk does not support ${what}.`,
    ),
  routeUnknown: (api: 'Frontend' | 'Backend', method: string, path: string) =>
    new UnsupportedError(404, 'clerk_stub_route_unknown', 'unknown route').explain(
      `The stubbed ${api} API has no route for ${method} ${path}. SUPPORTED.md lists its routes.`,
    ),
};
