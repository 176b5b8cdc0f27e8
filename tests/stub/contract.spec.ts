/** Checks the stub against Clerk's published contract, and the check itself against a small contract. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Exchange } from '../../clerk-stub/stub.ts';
import { NOT_CHECKED, publishedContract, readContract } from './contract.ts';
import { divergenceText, knownDivergences, unexpectedDivergences } from './divergences.ts';
import { examples, play } from './examples.ts';

const played = () =>
  Promise.all(Object.entries(examples).flatMap(([route, list]) => list.map((example) => play(route, example))));

test.describe('the published contract', () => {
  test.skip(!publishedContract(), NOT_CHECKED);

  test('every example follows it, except for the known divergences', async () => {
    expect(unexpectedDivergences(await played())).toEqual([]);
  });

  test('has as many operations as SUPPORTED.md says', () => {
    const supported = readFileSync('clerk-stub/SUPPORTED.md', 'utf8');
    expect(supported).toContain(`Of the ${publishedContract()?.operations} operations of Clerk’s published contract`);
  });

  test('every known divergence still occurs', async () => {
    const found = (await played())
      .flatMap((exchange) => publishedContract()?.check(exchange) ?? [])
      .map(divergenceText);
    const resolved = knownDivergences.flatMap(({ divergences }) => divergences.filter((text) => !found.includes(text)));
    expect(resolved, 'known divergences that no longer occur').toEqual([]);
  });
});

test('there are at most five known divergences', () => {
  expect(knownDivergences.length).toBeLessThanOrEqual(5);
});

test.describe('the check', () => {
  const { check } = readContract(`
openapi: 3.0.3
paths:
  /v1/pets/{pet_id}:
    patch:
      parameters:
        - { in: query, name: limit, schema: { type: integer, minimum: 1, maximum: 9 } }
        - { in: query, name: by, required: true, schema: { type: string } }
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              properties: { names: { type: array, items: { type: string } }, tame: { type: boolean, nullable: true } }
      responses:
        '200': { $ref: '#/components/responses/Pet' }
  /v1/pets/first:
    patch:
      responses:
        '200': { description: no body }
components:
  responses:
    Pet: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  schemas:
    Owner:
      type: object
      required: [id]
      properties: { id: { type: string } }
    Pet:
      type: object
      additionalProperties: false
      required: [age, kind, owner]
      properties:
        age: { type: integer, minimum: 0, exclusiveMinimum: true }
        kind: { type: string, nullable: true, enum: [cat, dog] }
        owner: { type: object, nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }] }
`);
  const exchange = (change: Partial<Exchange> = {}, query = 'by=me', form = 'names=Mia&tame='): Exchange => ({
    method: 'PATCH',
    path: '/v1/pets/pet_1',
    query: new URLSearchParams(query),
    form: new URLSearchParams(form),
    status: 200,
    at: 0,
    answeredBy: 'route',
    body: { age: 1, kind: 'cat', owner: { id: 'owner_1' } },
    ...change,
  });
  const findings = (...given: Parameters<typeof exchange>) =>
    check(exchange(...given)).map(({ where, what }) => `${where}: ${what}`);
  const OPERATION = 'PATCH /v1/pets/{pet_id}';

  test('finds nothing in an exchange that follows the contract', () => {
    expect(findings()).toEqual([]);
    expect(findings({ body: { age: 1, kind: null, owner: null } })).toEqual([]);
    expect(
      findings({}, 'by=me&limit=9&_method=PATCH&_clerk_session_id=sess_1', 'names=Mia&names=Leo&tame=true'),
    ).toEqual([]);
    expect(findings({ path: '/v1/pets/first', body: undefined }, '', '')).toEqual([]);
  });

  test('finds undeclared, missing and wrongly typed properties in a response', () => {
    expect(findings({ body: { age: 1, kind: 'cat', owner: null, name: 'Mia' } })).toEqual([
      'Pet: has name, which is not declared',
    ]);
    expect(findings({ body: { age: 0, kind: 'cow' } })).toEqual([
      'Pet: lacks owner',
      'Pet: age must be > 0',
      'Pet: kind must be equal to one of the allowed values',
    ]);
    expect(findings({ body: { age: '1', kind: 'cat', owner: {} } })).toEqual([
      'Pet: age must be integer',
      'Owner: lacks id',
    ]);
    expect(findings({ body: undefined })).toEqual(['Pet: must be object']);
  });

  test('finds a status and an operation that are not in the contract', () => {
    expect(findings({ status: 404 })).toEqual([`${OPERATION}: does not list status 404`]);
    expect(findings({ method: 'DELETE' })).toEqual(['DELETE /v1/pets/pet_1: is not in the contract']);
  });

  test('finds undeclared, missing, repeated and out-of-range parameters', () => {
    expect(findings({}, 'limit=10&sort=age', 'names=Mia&tame=rather&color=grey')).toEqual([
      `${OPERATION}: query lacks by`,
      `${OPERATION}: query has sort, which is not declared`,
      `${OPERATION}: query limit must be <= 9`,
      `${OPERATION}: form has color, which is not declared`,
      `${OPERATION}: form tame must be boolean,null`,
    ]);
    expect(findings({}, 'by=me&by=you')).toEqual([`${OPERATION}: query by must be string`]);
  });

  test('does not check the response of a fault, nor the parameters of a request with status 422', () => {
    expect(findings({ status: 500, answeredBy: 'fault', body: 'Bad gateway' })).toEqual([]);
    expect(findings({ status: 500, answeredBy: 'fault' }, '')).toEqual([`${OPERATION}: query lacks by`]);
    expect(findings({ status: 422 }, 'limit=0')).toEqual([`${OPERATION}: does not list status 422`]);
  });

  test('supports no other version of OpenAPI', () => {
    expect(() => readContract('openapi: 3.1.0')).toThrow('OpenAPI 3.1.0');
  });
});
