/** The text of `SUPPORTED.md`, generated from the routes. */
import { routes } from './stub.ts';

export function supported(): string {
  return `${INTRODUCTION}
| Endpoint | Checks and behavior | Differences from Clerk |
| --- | --- | --- |
${routes.map(({ operation, enforces, omits = '' }) => `| \`${operation}\` | ${enforces} | ${omits} |`).join('\n')}
`;
}

/** Clerk's published contract of the Frontend API. */
export const CONTRACT = { version: '2026-05-12', operations: 202 };

const INTRODUCTION = `# What the stubbed Clerk supports

<!-- Generated from the routes by \`npm run supported\`. Edit them, not this file. -->

The stub is the part of Clerk’s Frontend API that signs users in and manages the members of organizations, in memory. It has no
security: anyone who can reach it can sign in as anyone. Use it for tests, demos and development, never in production.

It does not support sign-up, OAuth, SSO, passkeys, second factors, reverification, multi-session, rate limits, lockout, bot
protection, billing, API keys, verified domains, membership requests, public metadata, webhooks or the Backend API. It sends no
email: every code is 424242. Its tokens are signed with a public development key unless you give another.

Of the ${CONTRACT.operations} operations of Clerk’s published contract, version ${CONTRACT.version}, it has ${routes.length}. Their responses follow
the contract, and errors follow Clerk’s error catalogue. Clerk does not document which error an endpoint returns when several
apply, so there the stub may differ. A request that matches no route gets status 404 and the code \`clerk_stub_route_unknown\`.

The number after a check is the status of the error. Endpoints under \`/v1/me\` and \`/v1/organizations\` first require an
active session (401). Where the contract lists all parameters of a body, any other parameter is an error (422).
`;
