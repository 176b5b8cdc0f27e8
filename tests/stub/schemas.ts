/** OpenAPI 3.0 schemas as JSON schemas, and checks compiled from them. */
import { Ajv, type ErrorObject, type Options } from 'ajv';

export type Json = Record<string, unknown>;

/** A difference between an exchange and the contract. Two are the same if `where` and `what` are. */
export interface Divergence {
  /** An operation with the contract's path, `POST /v1/client/sign_ins`, or a schema, `Client.User`. */
  where: string;
  what: string;
}

export interface FoundDivergence extends Divergence {
  /** For people to read: the request, the status, and the JSON pointer. */
  at: string;
}

export const DOCUMENT = 'contract';

/** Converts `nullable`, boolean bounds and references, which become absolute. */
export function jsonSchema(value: unknown): unknown {
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

/** Returns the divergences of a value. */
export type Check = (value: unknown) => FoundDivergence[];

export interface Schemas {
  /** Checks JSON. `where` and `what` name its divergences, except those in a referenced schema, which has its own name. */
  json(schema: Json, where: string, what: string): Check;
  /** Checks parameters. They are strings, which the check coerces to numbers, booleans and lists of one. */
  parameters(schema: Json, where: string, what: string): Check;
}

export function createSchemas(document: Json): Schemas {
  const names = new WeakMap<object, Divergence>();
  const components = asObject(document.components);
  for (const [name, schema] of Object.entries(asObject(components.schemas))) nameSchema(names, schema, name, '');

  // The contract's formats are hints such as `int64`. With `verbose`, errors include their schema.
  const options: Options = { allErrors: true, verbose: true, strict: false, validateFormats: false };
  const json = new Ajv(options).addSchema({ components }, DOCUMENT);
  const parameters = new Ajv({ ...options, coerceTypes: 'array' }).addSchema({ components }, DOCUMENT);

  const checkWith = (ajv: Ajv) => (schema: Json, where: string, what: string) => {
    nameSchema(names, schema, where, what);
    const validate = ajv.compile(schema);
    return (value: unknown) =>
      validate(value)
        ? []
        : relevantErrors(validate.errors ?? []).map((error) => {
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

/** Names a schema and its subschemas by property path, so that a divergence has the same name in every response. */
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

/** If a union fails, keeps the errors of the branch with the right type, or else the union's own error. */
function relevantErrors(errors: ErrorObject[]): ErrorObject[] {
  const isUnion = ({ keyword }: ErrorObject) => keyword === 'anyOf' || keyword === 'oneOf';
  const unions = errors.filter(isUnion);
  const rest = errors.filter((error) => !unions.includes(error));
  const relevant = rest.filter(
    ({ keyword, instancePath }) => keyword !== 'type' || !unions.some((union) => union.instancePath === instancePath),
  );
  const unexplained = unions.filter(
    (union) => !relevant.some(({ instancePath }) => instancePath.startsWith(union.instancePath)),
  );
  return [...relevant, ...unexplained];
}

function explain({ keyword, params, message = keyword }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `has ${params.additionalProperty}, which is not declared`;
  if (keyword === 'required') return `lacks ${params.missingProperty}`;
  return message;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function asObject(value: unknown): Json {
  if (!isObject(value)) throw new Error(`Expected an object in the contract, got ${JSON.stringify(value)}`);
  return value;
}

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
