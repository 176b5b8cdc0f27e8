/**
 * The stub's errors are those of Clerk's error catalogue: `data/api_errors.json` of https://github.com/clerk/clerk-docs,
 * the source of Clerk's error reference. It is not part of this repository: `CLERK_API_ERRORS` names the file.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type ClerkStubError, clerkErrors } from '../../clerk-stub/errors.ts';
import { NOT_COMPARED } from './contract.ts';

const file = process.env.CLERK_API_ERRORS;

const errors = {
  authenticationInvalid: clerkErrors.authenticationInvalid(),
  signedOut: clerkErrors.signedOut(),
  sessionExists: clerkErrors.sessionExists({}),
  sessionNotFound: clerkErrors.sessionNotFound('sess_1'),
  templateNotFound: clerkErrors.templateNotFound('supabase'),
  identifierNotFound: clerkErrors.identifierNotFound(),
  passwordIncorrect: clerkErrors.passwordIncorrect(),
  passwordTooShort: clerkErrors.passwordTooShort(8),
  passwordTooLong: clerkErrors.passwordTooLong(72),
  codeIncorrect: clerkErrors.codeIncorrect(),
  verificationMissing: clerkErrors.verificationMissing(),
  signInUserDeleted: clerkErrors.signInUserDeleted(),
  signInNotFound: clerkErrors.signInNotFound('sia_1'),
  notAMember: clerkErrors.notAMember(),
  organizationNotFoundOrUnauthorized: clerkErrors.organizationNotFoundOrUnauthorized(),
  missingPermission: clerkErrors.missingPermission('org:sys_memberships:manage'),
  userNotFound: clerkErrors.userNotFound('user_1'),
  membershipNotFound: clerkErrors.membershipNotFound(),
  alreadyAMember: clerkErrors.alreadyAMember('user_1'),
  minimumPermissionsNeeded: clerkErrors.minimumPermissionsNeeded(),
  roleNotFound: clerkErrors.roleNotFound(),
  membershipQuotaExceeded: clerkErrors.membershipQuotaExceeded(5),
  organizationNameInvalid: clerkErrors.organizationNameInvalid('<b>Engines</b>'),
  slugInvalid: clerkErrors.slugInvalid(),
  slugTaken: clerkErrors.slugTaken('engines'),
  invitationNotUnique: clerkErrors.invitationNotUnique(),
  invitationNotFound: clerkErrors.invitationNotFound('orginv_1'),
  invitationNotPending: clerkErrors.invitationNotPending(),
  emailAddressInvalid: clerkErrors.emailAddressInvalid(),
  emailAddressesInvalid: clerkErrors.emailAddressesInvalid(['ada', 'alan']),
  personalAccountsNotAllowed: clerkErrors.personalAccountsNotAllowed(),
  imageMissing: clerkErrors.imageMissing(),
  imageTypeUnsupported: clerkErrors.imageTypeUnsupported('text/html'),
  imageTooLarge: clerkErrors.imageTooLarge(),
  paramMissing: clerkErrors.paramMissing('name'),
  paramUnknown: clerkErrors.paramUnknown('color'),
  paramTooLong: clerkErrors.paramTooLong('name', 256),
  paramValueInvalid: clerkErrors.paramValueInvalid('limit', 'must be between 1 and 500'),
  contentTypeUnsupported: clerkErrors.contentTypeUnsupported('application/json'),
  internal: clerkErrors.internal(),
  unsupported: clerkErrors.unsupported('the strategy passkey'),
  routeUnknown: clerkErrors.routeUnknown('Frontend', 'GET', '/v1/nowhere'),
} satisfies Record<keyof typeof clerkErrors, ClerkStubError>;

test('errors say which parameter, permission or addresses they are about', () => {
  const about = Object.fromEntries(Object.entries(errors).map(([name, { body }]) => [name, body.meta]));
  expect(about).toMatchObject({
    missingPermission: { permissions: ['org:sys_memberships:manage'] },
    roleNotFound: { param_name: 'role' },
    emailAddressesInvalid: { email_addresses: ['ada', 'alan'] },
  });
});

/** The catalogue has no texts for these, or no such error. */
const ownTexts = [
  'identifierNotFound',
  'passwordTooShort',
  'passwordTooLong',
  'membershipNotFound',
  'slugInvalid',
  'slugTaken',
  'paramValueInvalid',
  'unsupported',
  'routeUnknown',
];

/** An error of the catalogue. Its texts have `<name>`, `%d`, `%q` or `%v` for a value. */
interface CatalogueError {
  code: string;
  status: string;
  shortMessage: string;
  longMessage: string;
  usage: { fapi: boolean };
}

test('status, code and texts are those of an error that Clerk’s catalogue has for the Frontend API', () => {
  test.skip(!file, NOT_COMPARED);
  const catalogue: CatalogueError[] = JSON.parse(readFileSync(file ?? '', 'utf8'));
  const others = Object.entries(errors)
    .filter(([, error]) => !catalogue.some((entry) => isSame(entry, error)))
    .map(([name]) => name);
  expect(others).toEqual(ownTexts);
});

function isSame({ code, status, shortMessage, longMessage, usage }: CatalogueError, error: ClerkStubError): boolean {
  return (
    usage.fapi &&
    code === error.body.code &&
    Number(status) === error.status &&
    patternOf(shortMessage).test(error.body.message) &&
    patternOf(longMessage).test(error.body.long_message)
  );
}

/** Matches the text with any values. */
function patternOf(text: string): RegExp {
  const parts = text.split(/<\w+>|%[dqv]/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
