/**
 * Clerk's published contract of the Frontend API (https://github.com/clerk/openapi-specs, `fapi/2026-05-12.yml`), and what of
 * an exchange between the SDK and the stub does not fit it.
 *
 * The contract is not part of this repository: `CLERK_FAPI_SPEC` names the file. Checked are the operation, the query, the
 * urlencoded body, the status, and the JSON answered; headers are not.
 */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type Options } from 'ajv';
import { parse } from 'yaml';
import type { Exchange } from '../../clerk-stub/stub.ts';

/** Something that the contract does not have. Two are the same if `where` and `what` are. */
export interface Divergence {
  /** An operation, `POST /v1/client/sign_ins`, with its path as the contract writes it; or a schema, `Client.User`. */
  where: string;
  what: string;
}

/** A divergence as it was met. */
export interface FoundDivergence extends Divergence {
  /** The request, the status, and the JSON pointer to the place, for a person to read. */
  at: string;
}

export interface Contract {
  /** What of the exchange does not fit; empty when all does. */
  check(exchange: Exchange): FoundDivergence[];
}

export const NOT_CHECKED = 'The stub is NOT checked against Clerk’s contract: CLERK_FAPI_SPEC does not name its file';

/**
 * What the SDK adds to every request, below the endpoints: the method it means, who asks, its versions. The contract, which
 * describes the endpoints, leaves them out.
 */
const TRANSPORT_PARAMETERS = [
  '_method',
  '__clerk_api_version',
  '_clerk_js_version',
  '_clerk_session_id',
  '__clerk_db_jwt',
  '_clerk_retry_attempt',
];

type Json = Record<string, unknown>;

/** One operation of the contract. */
interface Operation {
  /** `PATCH /v1/organizations/{organization_id}` */
  name: string;
  query: Check;
  form: Check;
  /** By status; `null` where the contract lists a status without a JSON body. */
  answers: Map<number, Check | null>;
}

let published: Contract | undefined;

/** The contract that `CLERK_FAPI_SPEC` names; `null` if it names none. Read once in a process: it is half a megabyte of YAML. */
export function publishedContract(): Contract | null {
  const file = process.env.CLERK_FAPI_SPEC;
  if (!file) return null;
  published ??= readContract(readFileSync(file, 'utf8'));
  return published;
}

/** Throws when it is not an OpenAPI 3.0 document: 3.1 says otherwise what may be null. */
export function readContract(yaml: string): Contract {
  const document = asObject(jsonSchema(parse(yaml)));
  if (!String(document.openapi).startsWith('3.0.')) {
    throw new Error(`The contract is in OpenAPI ${document.openapi}, and this check reads 3.0`);
  }
  const schemas = createSchemas(document);
  const operations = new Map<string, Operation>();

  return {
    check(exchange) {
      const request = `${exchange.method} ${exchange.path}`;
      const path = findPath(document, exchange);
      if (path === undefined) return [{ where: request, what: 'is no operation of the contract', at: request }];
      const name = `${exchange.method} ${path}`;
      // Compiled when first asked for: a test meets a handful of the contract's operations.
      const operation = operations.get(name) ?? readOperation(document, name, schemas);
      operations.set(name, operation);
      return [...checkRequest(operation, exchange), ...checkAnswer(operation, exchange)].map(({ where, what, at }) => ({
        where,
        what,
        at: `${request}, answered ${exchange.status}${at}`,
      }));
    },
  };
}

function checkRequest({ query, form }: Operation, exchange: Exchange): FoundDivergence[] {
  // That the request does not fit is what the status says.
  if (exchange.answeredBy === 'route' && exchange.status === 422) return [];
  const parameters = valuesByName(exchange.query);
  for (const parameter of TRANSPORT_PARAMETERS) delete parameters[parameter];
  return [...query(parameters), ...form(valuesByName(exchange.form))];
}

function checkAnswer({ name, answers }: Operation, { answeredBy, status, body }: Exchange): FoundDivergence[] {
  // An answer that a test made up, or that no route gave, claims nothing about Clerk.
  if (answeredBy !== 'route') return [];
  const check = answers.get(status);
  if (check === undefined) return [{ where: name, what: `answers ${status}`, at: '' }];
  return check?.(body) ?? [];
}

/** One value as itself, several as a list; the validator makes numbers, booleans and lists of one of them where it must. */
function valuesByName(parameters: URLSearchParams): Json {
  const values = (name: string) =>
    parameters.getAll(name).length > 1 ? parameters.getAll(name) : parameters.get(name);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, values(name)]));
}

// Reading the document -----------------------------------------------------------------------------------------------

const DOCUMENT = 'contract';

/**
 * OpenAPI 3.0's dialect made into JSON schema: `nullable`, the boolean bounds, and references that lead into the document from
 * wherever the schema is compiled.
 */
function jsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchema);
  if (!isObject(value)) return value;
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = value;
  const schema: Json = Object.fromEntries(Object.entries(rest).map(([key, child]) => [key, jsonSchema(child)]));
  if (typeof schema.$ref === 'string') return { $ref: `${DOCUMENT}${schema.$ref}` };
  if (exclusiveMinimum === true) schema.exclusiveMinimum = schema.minimum;
  if (exclusiveMaximum === true) schema.exclusiveMaximum = schema.maximum;
  if (nullable !== true) return schema;
  if (typeof schema.type !== 'string' || schema.allOf || schema.oneOf || schema.anyOf) {
    return { anyOf: [{ type: 'null' }, schema] };
  }
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}),
  };
}

/** What is wrong with a value. */
type Check = (value: unknown) => FoundDivergence[];

interface Schemas {
  /** A schema of JSON. Divergences in it are named by the given words, those in a schema it refers to by that one's name. */
  json(schema: Json, where: string, what: string): Check;
  /** A schema of parameters, which are text on the wire: the check reads numbers and booleans out of them, and lists of one. */
  parameters(schema: Json, where: string, what: string): Check;
}

function createSchemas(document: Json): Schemas {
  const names = new WeakMap<object, Divergence>();
  const components = asObject(document.components);
  for (const [name, schema] of Object.entries(asObject(components.schemas))) nameSchema(names, schema, name, '');

  // The contract's formats name widths of numbers and kinds of text, and no more than that. `verbose` has errors carry the
  // schema they are of.
  const options: Options = { allErrors: true, verbose: true, strict: false, validateFormats: false };
  const json = new Ajv(options).addSchema({ components }, DOCUMENT);
  const parameters = new Ajv({ ...options, coerceTypes: 'array' }).addSchema({ components }, DOCUMENT);

  const checkWith = (ajv: Ajv) => (schema: Json, where: string, what: string) => {
    nameSchema(names, schema, where, what);
    const validate = ajv.compile(schema);
    return (value: unknown) =>
      validate(value)
        ? []
        : tellingErrors(validate.errors ?? []).map((error) => {
            const name = names.get(error.parentSchema ?? {}) ?? { where, what };
            return {
              where: name.where,
              what: [name.what, explain(error)].filter(Boolean).join(' '),
              at: error.instancePath && `, at ${error.instancePath}`,
            };
          });
  };
  return { json: checkWith(json), parameters: checkWith(parameters) };
}

/** Names a schema and all within it by its name and the path of properties, so that one divergence is one in every answer. */
function nameSchema(names: WeakMap<object, Divergence>, value: unknown, where: string, what: string): void {
  if (Array.isArray(value)) for (const item of value) nameSchema(names, item, where, what);
  if (!isObject(value)) return;
  names.set(value, { where, what });
  for (const [key, child] of Object.entries(value)) {
    if (key === 'properties') {
      for (const [name, property] of Object.entries(asObject(child))) {
        nameSchema(names, property, where, `${what} ${name}`.trim());
      }
    } else {
      nameSchema(names, child, where, what);
    }
  }
}

/** Of a union that fails, the branch that was meant tells more than the union, and the branches of another type nothing. */
function tellingErrors(errors: ErrorObject[]): ErrorObject[] {
  const isUnion = ({ keyword }: ErrorObject) => keyword === 'anyOf' || keyword === 'oneOf';
  const unions = errors.filter(isUnion);
  const rest = errors.filter((error) => !unions.includes(error));
  const telling = rest.filter(
    ({ keyword, instancePath }) => keyword !== 'type' || !unions.some((union) => union.instancePath === instancePath),
  );
  const unexplained = unions.filter(
    (union) => !telling.some(({ instancePath }) => instancePath.startsWith(union.instancePath)),
  );
  return [...telling, ...unexplained];
}

function explain({ keyword, params, message = keyword }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `has ${params.additionalProperty}, which is not declared`;
  if (keyword === 'required') return `lacks ${params.missingProperty}`;
  return message;
}

/** The contract's path that a request is for. One that spells a segment out goes before one with a parameter there. */
function findPath(document: Json, { method, path }: Exchange): string | undefined {
  const given = path.split('/');
  const fits = (template: string) => {
    const segments = template.split('/');
    return (
      segments.length === given.length && segments.every((part, index) => part.startsWith('{') || part === given[index])
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
  const answers = Object.entries(asObject(operation.responses)).map(([status, response]) => {
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
    // A parameter that an endpoint does not declare is a finding also where its schema leaves room for more.
    form: schemas.parameters({ ...form, additionalProperties: false }, name, 'form'),
    answers: new Map(answers),
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

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function asObject(value: unknown): Json {
  if (!isObject(value)) throw new Error(`The contract has ${JSON.stringify(value)} where an object was expected`);
  return value;
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
