/** The demo's people. */
import type { User } from '../state.ts';

/** The password of every user. */
export const PASSWORD = 'members-demo';

/** When the demo's data begins, in unix milliseconds. */
export const START = Date.UTC(2026, 0, 5, 9);

export const people = {
  ada: person('ada', 'Ada', 'Lovelace'),
  grace: person('grace', 'Grace', 'Hopper'),
  alan: person('alan', 'Alan', 'Turing'),
  katherine: person('katherine', 'Katherine', 'Johnson'),
  edsger: person('edsger', 'Edsger', 'Dijkstra'),
  barbara: person('barbara', 'Barbara', 'Liskov'),
  dennis: person('dennis', 'Dennis', 'Ritchie'),
  radia: person('radia', 'Radia', 'Perlman'),
  margaret: person('margaret', 'Margaret', 'Hamilton'),
  donald: person('donald', 'Donald', 'Knuth'),
  frances: person('frances', 'Frances', 'Allen'),
  tim: person('tim', 'Tim', 'Berners-Lee'),
  hedy: person('hedy', 'Hedy', 'Lamarr'),
  claude: person('claude', 'Claude', 'Shannon'),
};

/** @param name for the user ID, `user_<name>`, and the email address, `<name>@example.com` */
export function person(name: string, firstName: string, lastName: string): User {
  return {
    id: `user_${name}`,
    firstName,
    lastName,
    email: `${name}@example.com`,
    password: PASSWORD,
    createdAt: START,
  };
}
