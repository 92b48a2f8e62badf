/** The part of JSON Schema 2020-12 that zod writes. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

const nameIn = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

export const objectType = (members: readonly (readonly [name: string, type: string, optional: boolean])[]): string =>
  members.length === 0
    ? 'Readonly<Record<string, never>>'
    : `{ ${members.map(([name, type, optional]) => `readonly ${/^\w+$/.test(name) ? name : JSON.stringify(name)}${optional ? '?' : ''}: ${type}`).join('; ')} }`;

const oneOf = (types: readonly string[]): string => [...new Set(types)].join(' | ');
const bracketed = (type: string): string => (/[|&]|^readonly /.test(type) ? `(${type})` : type);

/** What is sent may come from anywhere: its arrays are not written to. What is answered is the asker's own. */
export type Direction = 'sent' | 'answered';

/** The TypeScript type of a JSON schema, on one line. Schemas with a name are named. */
export function typeOf(schema: Schema, direction: Direction): string {
  const within = (one: Schema): string => typeOf(one, direction);
  if (schema.$ref !== undefined) return nameIn(schema.$ref);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return oneOf(schema.enum.map((value) => JSON.stringify(value)));
  const choice = schema.anyOf ?? schema.oneOf ?? severalTypes(schema);
  if (choice !== undefined) return oneOf(choice.map(within));
  if (schema.allOf !== undefined) return schema.allOf.map((one) => bracketed(within(one))).join(' & ');
  if (schema.type === 'string' || schema.type === 'boolean' || schema.type === 'null') return schema.type;
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'array') return (direction === 'sent' ? 'readonly ' : '') + arrayType(schema, within);
  if (schema.type !== 'object') return 'unknown';
  const { properties, required = [], additionalProperties, propertyNames } = schema;
  if (properties !== undefined)
    return objectType(Object.entries(properties).map(([name, one]) => [name, within(one), !required.includes(name)]));
  const value = typeof additionalProperties === 'object' ? within(additionalProperties) : 'unknown';
  // Of names that are told one by one zod requires all, unless the record is partial.
  const names = propertyNames?.enum;
  if (names === undefined) return `Readonly<Record<string, ${value}>>`;
  return objectType(names.map((name) => [String(name), value, !required.includes(String(name))]));
}

/** `type: ['number', 'null']` is the same as a choice of the two. */
const severalTypes = ({ type, ...rest }: Schema): readonly Schema[] | undefined =>
  Array.isArray(type) ? (type as string[]).map((one) => ({ ...rest, type: one })) : undefined;

function arrayType({ items, prefixItems }: Schema, within: (one: Schema) => string): string {
  const rest = typeof items === 'object' ? within(items) : undefined;
  if (prefixItems === undefined) return `${bracketed(rest ?? 'unknown')}[]`;
  const first = prefixItems.map(within).join(', ');
  return `[${first}${rest === undefined ? '' : `, ...${bracketed(rest)}[]`}]`;
}

/** Names of the schemas that a schema, or anything with schemas in it, refers to; not those that these refer to. */
export const namesIn = (value: object): readonly string[] =>
  [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => nameIn(reference));
