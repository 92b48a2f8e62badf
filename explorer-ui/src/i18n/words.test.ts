import { expect, test } from '@jest/globals';
import { capabilities, domainSlugs, recordTypes, unitRoles } from '@daunguon/records';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from './en.ts';
import { labelFromName } from './label-from-name.ts';
import { vi } from './vi.ts';

const parameters = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

test('both languages have the same words with the same parameters, none empty', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
    expect([key, parameters(en[key])]).toEqual([key, parameters(vi[key])]);
    expect([key, en[key].trim() === '' || vi[key].trim() === '']).toEqual([key, false]);
  }
});

/** The tables that a language is put together from, as its file imports them. */
const tablesOf = (language: 'en' | 'vi'): Promise<Record<string, string>[]> => {
  const source = readFileSync(join(import.meta.dirname, `${language}.ts`), 'utf8');
  return Promise.all(
    [...source.matchAll(/import \{ (\w+) \} from '(.+)';/g)].map(
      async ([, name, file]) => ((await import(file!)) as Record<string, Record<string, string>>)[name!]!,
    ),
  );
};

test.each([
  ['vi', vi],
  ['en', en],
] as const)('no word of %s is in two tables, where one would hide the other', async (language, words) => {
  const keys = (await tablesOf(language)).flatMap((table) => Object.keys(table));
  expect(keys.length).toBeGreaterThan(1000);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect(keys.sort()).toEqual(Object.keys(words).sort());
});

test('every domain, type of record, capability and role has its word', () => {
  const keys = [
    ...domainSlugs.map((slug) => `domain.${slug}`),
    ...recordTypes.map((type) => `type.${type}`),
    ...capabilities.map((capability) => `may.${capability}`),
    ...unitRoles.map((role) => `role.${role}`),
  ];
  expect(keys.filter((key) => !(key in vi))).toEqual([]);
});

test('Vietnamese is written in NFC', () => {
  for (const text of Object.values(vi)) expect(text.normalize('NFC')).toBe(text);
});

test.each([
  ['maxYieldKgPerHa', 'Max yield kg per ha'],
  ['ocop/rules', 'Ocop: rules'],
  ['crop-rules', 'Crop rules'],
])('%s is written out as %s', (name, label) => {
  expect(labelFromName(name)).toBe(label);
});
