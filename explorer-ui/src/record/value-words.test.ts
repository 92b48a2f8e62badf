import { expect, test } from '@jest/globals';
import { domains } from '@daunguon/records';
import { z } from 'zod';
import { en } from '../i18n/en.ts';
import { vi } from '../i18n/vi.ts';
import { valueFamily } from './value-words.ts';

interface Schema {
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}
/** Every member of a body by its path, with the codes that it may have. */
function* membersIn(
  schema: Schema,
  path: readonly string[] = [],
): Generator<{ path: string; codes: readonly string[] }> {
  if (path.length > 0) yield { path: path.join('.'), codes: schema.enum ?? [] };
  for (const [name, part] of Object.entries(schema.properties ?? {})) yield* membersIn(part, [...path, name]);
  const { items, prefixItems = [], anyOf = [], oneOf = [], additionalProperties: more } = schema;
  const inner = [items, ...prefixItems, ...anyOf, ...oneOf, typeof more === 'object' ? more : undefined];
  for (const part of inner) if (part !== undefined) yield* membersIn(part, path);
}
const bodies = Object.values(domains).flatMap((domain) => Object.entries<z.ZodType>(domain.bodies));
const members = bodies.flatMap(([type, body]) =>
  [...membersIn(z.toJSONSchema(body, { unrepresentable: 'any', io: 'input' }) as Schema)].map((member) => ({
    type,
    ...member,
  })),
);
const missing = (keys: readonly string[]): string[] => keys.filter((key) => !(key in vi) || !(key in en));

test('every member of a public body has its name in both languages', () => {
  const names = new Set(members.flatMap(({ path }) => path.split('.').slice(-1)));
  expect(names.size).toBeGreaterThan(100);
  expect(missing([...names].map((name) => `field.${name}`))).toEqual([]);
});

test('every code of a public body has its word in both languages', () => {
  // Recall classes and algorithms are written as they are; the names of databases and programs are names.
  const plain = [
    ...['origin/recall class', 'origin/growing-area imported.source', 'origin/batch imported.source'],
    ...['registry/build product', 'heritage/media mediaType', 'credential/issuer-key algorithm'],
  ];
  const coded = members.filter(({ type, path, codes }) => codes.length > 0 && !plain.includes(`${type} ${path}`));
  expect(coded.length).toBeGreaterThan(20);
  const keys = coded.flatMap(({ type, path, codes }) =>
    codes.map((code) => `${valueFamily(type, path) ?? `(no words) ${type} ${path}`}.${code}`),
  );
  expect(missing(keys)).toEqual([]);
});
