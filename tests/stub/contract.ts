/**
 * Checks exchanges between the SDK and the stub against Clerk's published contract of the Frontend API
 * (https://github.com/clerk/openapi-specs, `fapi/2026-05-12.yml`).
 *
 * The contract is not part of this repository: `CLERK_FAPI_SPEC` names the file. The check covers the operation, the query,
 * the urlencoded body, the status and the JSON of the response, but no headers.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Exchange } from '../../clerk-stub/stub.ts';
import {
  asList,
  asObject,
  type Check,
  createSchemas,
  DOCUMENT,
  type FoundDivergence,
  isObject,
  type Json,
  jsonSchema,
  type Schemas,
} from './schemas.ts';

export interface Contract {
  /** How many operations it has. */
  operations: number;
  /** The divergences of the exchange. */
  check(exchange: Exchange): FoundDivergence[];
}

export const NOT_CHECKED = 'The stub is NOT checked against Clerk’s contract: set CLERK_FAPI_SPEC to its file';
export const NOT_COMPARED =
  'The stub’s errors are NOT compared with Clerk’s catalogue: set CLERK_API_ERRORS to its file';

/** The SDK adds these to every request. The contract does not list them. */
const TRANSPORT_PARAMETERS = [
  '_method',
  '__clerk_api_version',
  '_clerk_js_version',
  '_clerk_session_id',
  '__clerk_db_jwt',
  '_clerk_retry_attempt',
];

/** One operation of the contract. */
interface Operation {
  /** `PATCH /v1/organizations/{organization_id}` */
  name: string;
  query: Check;
  form: Check;
  /** By status; `null` for a status without a JSON body. */
  responses: Map<number, Check | null>;
}

let published: Contract | undefined;

/** The contract named by `CLERK_FAPI_SPEC`; `null` if it is not set. Read once per process: it is half a megabyte of YAML. */
export function publishedContract(): Contract | null {
  const file = process.env.CLERK_FAPI_SPEC;
  if (!file) return null;
  published ??= readContract(readFileSync(file, 'utf8'));
  return published;
}

/** Throws for any version but OpenAPI 3.0, since 3.1 has no `nullable`. */
export function readContract(yaml: string): Contract {
  const document = asObject(jsonSchema(parse(yaml)));
  if (!String(document.openapi).startsWith('3.0.')) {
    throw new Error(`The contract is OpenAPI ${document.openapi}; the check supports 3.0`);
  }
  const schemas = createSchemas(document);
  const operations = new Map<string, Operation>();

  return {
    operations: Object.values(asObject(document.paths))
      .flatMap((item) => Object.keys(asObject(item)))
      .filter((key) => ['get', 'put', 'post', 'delete', 'patch'].includes(key)).length,
    check(exchange) {
      const request = `${exchange.method} ${exchange.path}`;
      const path = findPath(document, exchange);
      if (path === undefined) return [{ where: request, what: 'is not in the contract', at: request }];
      const name = `${exchange.method} ${path}`;
      // Compiled on first use: a test needs only a few operations.
      const operation = operations.get(name) ?? readOperation(document, name, schemas);
      operations.set(name, operation);
      return [...checkRequest(operation, exchange), ...checkResponse(operation, exchange)].map(
        ({ where, what, at }) => ({
          where,
          what,
          at: `${request}, status ${exchange.status}${at}`,
        }),
      );
    },
  };
}

function checkRequest({ query, form }: Operation, exchange: Exchange): FoundDivergence[] {
  // The stub has already refused the parameters.
  if (exchange.answeredBy === 'route' && exchange.status === 422) return [];
  const parameters = valuesByName(exchange.query);
  for (const parameter of TRANSPORT_PARAMETERS) delete parameters[parameter];
  return [...query(parameters), ...form(valuesByName(exchange.form))];
}

function checkResponse({ name, responses }: Operation, { answeredBy, status, body }: Exchange): FoundDivergence[] {
  // Faults and unknown routes do not follow the contract.
  if (answeredBy !== 'route') return [];
  const check = responses.get(status);
  if (check === undefined) return [{ where: name, what: `does not list status ${status}`, at: '' }];
  return check?.(body) ?? [];
}

/** A repeated parameter is a list. */
function valuesByName(parameters: URLSearchParams): Json {
  const values = (name: string) =>
    parameters.getAll(name).length > 1 ? parameters.getAll(name) : parameters.get(name);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, values(name)]));
}

/** The contract's path for a request. A literal segment takes precedence over a parameter. */
function findPath(document: Json, { method, path }: Exchange): string | undefined {
  const actual = path.split('/');
  const fits = (template: string) => {
    const segments = template.split('/');
    return (
      segments.length === actual.length &&
      segments.every((part, index) => part.startsWith('{') || part === actual[index])
    );
  };
  const parametersIn = (template: string) => template.split('{').length;
  return Object.entries(asObject(document.paths))
    .filter(([template, operations]) => fits(template) && method.toLowerCase() in asObject(operations))
    .map(([template]) => template)
    .sort((a, b) => parametersIn(a) - parametersIn(b))[0];
}

function readOperation(document: Json, name: string, schemas: Schemas): Operation {
  const [method = '', path = ''] = name.split(' ');
  const item = asObject(asObject(document.paths)[path]);
  const operation = asObject(item[method.toLowerCase()]);
  const resolve = (value: unknown) => resolveReference(document, asObject(value));

  const declared = [...asList(item.parameters), ...asList(operation.parameters)].map(resolve);
  const query = declared.filter((parameter) => parameter.in === 'query');
  const form = schemaOf(resolve(operation.requestBody ?? {}), 'application/x-www-form-urlencoded');
  const responses = Object.entries(asObject(operation.responses)).map(([status, response]) => {
    const schema = schemaOf(resolve(response), 'application/json');
    return [Number(status), schema ? schemas.json(schema, name, status) : null] as const;
  });

  return {
    name,
    query: schemas.parameters(
      {
        type: 'object',
        properties: Object.fromEntries(query.map((parameter) => [parameter.name, parameter.schema ?? {}])),
        required: query.filter((parameter) => parameter.required === true).map((parameter) => parameter.name),
        additionalProperties: false,
      },
      name,
      'query',
    ),
    // An undeclared parameter is a divergence, even if the schema allows additional properties.
    form: schemas.parameters({ ...form, additionalProperties: false }, name, 'form'),
    responses: new Map(responses),
  };
}

function schemaOf(owner: Json, mediaType: string): Json | undefined {
  const content = isObject(owner.content) ? owner.content[mediaType] : undefined;
  return content === undefined ? undefined : asObject(asObject(content).schema);
}

function resolveReference(document: Json, value: Json): Json {
  if (typeof value.$ref !== 'string') return value;
  const steps = value.$ref.replace(`${DOCUMENT}#/`, '').split('/');
  return resolveReference(
    document,
    steps.reduce((owner, step) => asObject(owner[step]), document),
  );
}
