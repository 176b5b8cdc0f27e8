/** What the stub can do and cannot, in Markdown, made from its routes. */
import { routes } from './stub.ts';

/** The text of `SUPPORTED.md`. */
export function supported(): string {
  return `${INTRODUCTION}
| Endpoint | Enforced | Not as at Clerk |
| --- | --- | --- |
${routes.map(({ method, path, enforces, omits = '' }) => `| \`${method} ${path}\` | ${enforces} | ${omits} |`).join('\n')}
`;
}

const INTRODUCTION = `# What the stubbed Clerk can do

<!-- Made from the routes by \`npm run supported\`: change them, not this file. -->

This is Clerk’s Frontend API for signing in and for managing the members of organizations, in memory, and no more than that.
There is no sign-up, no OAuth or SSO, no passkey, no second factor, no reverification, and no multi-session. No e-mail is sent:
every code is 424242. Tokens are not signed, so a backend that verifies them refuses them. There are no rate limits, no lockout,
no captcha, no billing, no API keys, no verified domains, no membership requests, no pictures, no metadata, no webhooks and no
Backend API. It guards nothing: whoever can reach it can be anybody. Use it for tests, demos and development; never in
production.

Answers have the shapes of Clerk’s published contract, version 2026-05-12, and refusals the codes of Clerk’s error catalogue.
Which of several fitting codes an endpoint picks, and in which order it looks at what is wrong, Clerk does not publish; there
the choice is ours. A request that no route below knows is answered with status 501 and the code \`clerk_stub_route_unknown\`.

In the table, the number after a rule is the status of its refusal. Endpoints below \`/v1/me\` and \`/v1/organizations\` ask for
an active session of this browser first (401). Where the contract names all parameters of a body, others are refused (422).
`;
