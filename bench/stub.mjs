/** What the stub costs with 5,000 members: `node bench/stub.mjs`. Medians, in milliseconds. */
import { runnerImport } from 'vite';

const { module: seeds } = await runnerImport('./clerk-stub/seeds/organizations.ts');
const { module: stubs } = await runnerImport('./clerk-stub/stub.ts');

const seed = seeds.largeSeed(5000);
const stub = stubs.createClerkStub(seed);
const call = async (/** @type {string} */ path, query = '') =>
  (await stub.fetch(new Request(`https://clerk.test/v1${path}?__clerk_db_jwt=browser${query}`))).json();
const { response } = await call('/client');
const list = `&_clerk_session_id=${response.sessions[0].id}&limit=10&offset=`;

const figures = {
  'createClerkStub()': await median(20, async () => stubs.createClerkStub(seed)),
  'a page of 10': await median(300, (round) => call('/organizations/org_engines/memberships', list + round)),
  'a page of 10 found by a query': await median(300, (round) =>
    call('/organizations/org_engines/memberships', `${list}0&query=ada ${round}`),
  ),
  'the client': await median(300, () => call('/client')),
};
console.table(Object.fromEntries(Object.entries(figures).map(([name, time]) => [name, Number(time.toFixed(2))])));

async function median(/** @type {number} */ rounds, /** @type {(round: number) => Promise<unknown>} */ run) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run(round);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
