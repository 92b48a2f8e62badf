/** What the workspaces (explorer-ui) expect of the API, held against the schemas with which its answers are checked: no drift goes unseen. */
import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import * as schemas from './answer-schemas.ts';
import { erasureRequestsSchema, heldSchema } from '../domains/credential/holder-schemas.ts';
import { sharesSchema } from '../domains/credential/share-schemas.ts';
import { gatewayDomains } from '../domains.ts';
import { operations } from './operations.ts';
import { completenessSchema } from './origin-operations.ts';
import { sessionOperations } from './session-operations.ts';

const source = (path: string): string =>
  readFileSync(join(import.meta.dirname, '../../../explorer-ui/src', path), 'utf8');
const answers = source('api/answers.ts');
/** Names of the members that an interface of answers.ts declares. */
const membersOf = (name: string): string[] => {
  const body = new RegExp(`export interface ${name}[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(answers)?.[1] ?? '';
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member ?? '');
};
const properties = (schema: z.ZodType): string[] =>
  Object.keys((z.toJSONSchema(schema, { unrepresentable: 'any' }) as { properties?: object }).properties ?? {});
const sessionSchema = sessionOperations[0]?.answers[200]?.[0] as z.ZodUnion<[z.ZodType, z.ZodType]>;

test.each([
  ['Committed', schemas.committedSchema],
  ['ImportAnswer', schemas.importSchema],
  ['RowError', schemas.rowErrorSchema],
  ['RecordAnswer', schemas.detailSchema('origin/batch')],
  ['ListAnswer', schemas.listSchema('origin/batch')],
  ['CompletenessAnswer', completenessSchema],
])('%s reads only what is answered', (name, schema) => {
  const members = membersOf(name);
  expect(members.length).toBeGreaterThan(1);
  expect(members.filter((member) => !properties(schema).includes(member))).toEqual([]);
});

test.each([
  ['HeldCredential', heldSchema],
  ['ErasureRequest', erasureRequestsSchema],
  ['HeldShare', sharesSchema],
])('a holder’s %s reads only what is answered', (name, { shape }) => {
  const declared = source('domains/credential/holder/holder-answers.ts');
  const [, members = ''] = new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(declared) ?? [];
  const names = [...members.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member ?? '');
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((member) => !properties(shape.items.element).includes(member))).toEqual([]);
});

test('a session has what the page reads of it', () => {
  const [, signedIn] = sessionSchema.options;
  for (const member of ['name', 'expiresAt', 'member', 'may', 'units', 'signing'])
    expect([member, properties(signedIn).includes(member)]).toEqual([member, true]);
});

test('every path that the pages ask is an operation of the API', () => {
  const commands = Object.values(gatewayDomains).flatMap(({ routes }) => routes);
  const lists = Object.assign({}, ...Object.values(gatewayDomains).map((domain) => domain.lists)) as Record<
    string,
    never
  >;
  const known = new Set(operations(commands, lists).map(({ path }) => path));
  const folder = join(import.meta.dirname, '../../../explorer-ui/src/domains/origin');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const asked = files
    .flatMap((name) => [...source(join('domains/origin', name)).matchAll(/['`](\/api\/[\w/-]+?)\/?(?:\?|\$|['`])/g)])
    .map(([, path]) => path ?? '');
  expect(asked.length).toBeGreaterThan(40);
  // A path that ends in a variable is known by what stands before it.
  const isKnown = (path: string): boolean => known.has(path) || [...known].some((one) => one.startsWith(`${path}/`));
  expect(asked.filter((path) => !isKnown(path))).toEqual([]);
});
