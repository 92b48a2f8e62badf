import { describe, expect, test } from '@jest/globals';
import type { DomainError } from '../../domain-error.ts';
import { parseCommand } from '../../parse-command.ts';
import { digestOf, festival, idOf, photo, temple } from './heritage-fixtures.ts';
import { commitItemSchema, registerItemSchema, takeDownSchema } from './item.ts';
import { addMediaSchema } from './media.ts';
import { registerRouteSchema } from './route.ts';

type Schema = Parameters<typeof parseCommand>[0];
const request = { requestId: idOf('Q'), id: idOf('1') };

/** Pointer and code of every field that is refused. */
const wrong = (schema: Schema, command: object): [string, string][] => {
  try {
    parseCommand(schema, { ...request, ...command });
    return [];
  } catch (error) {
    return (error as DomainError).errors.map(({ pointer, detail }) => [pointer, detail]);
  }
};

test('what a steward describes is taken as it is', () => {
  for (const item of [temple, festival]) expect(wrong(registerItemSchema, item)).toEqual([]);
  expect(wrong(addMediaSchema, { item: idOf('2'), ...photo })).toEqual([]);
});

describe('an item is refused by the field that is wrong', () => {
  test.each<[string, object, string, string]>([
    ['sacred', { consent: { level: 'sacred' } }, '/consent/level', 'consent-restricted'],
    ['not consented', { consent: { level: 'not-given' } }, '/consent/level', 'consent-restricted'],
    ['for its community alone', { consent: { level: 'community' } }, '/consent/level', 'consent-restricted'],
    ['unknown kind', { kind: 'ghost' }, '/kind', 'not-allowed'],
    ['no commune', { communes: [] }, '/communes', 'too-small'],
    ['a commune elsewhere', { communes: ['00001'] }, '/communes/0', 'commune-unknown'],
    ['axes swapped', { pointE7: [109_560_000, 1_068_640_000] }, '/pointE7/0', 'point-outside'],
    ['no story', { story: { vi: [] } }, '/story/vi', 'too-small'],
    ['hidden characters', { name: 'Văn\u202emiếu' }, '/name', 'text-control-character'],
    ['letters in pieces', { name: 'Văn miếu'.normalize('NFD') }, '/name', 'text-not-nfc'],
    ['rights of its own', { rights: { statement: 'mine' } }, '/rights/statement', 'not-allowed'],
    ['a name for who agreed', { consent: { level: 'not-needed', by: 'A' } }, '/consent/by', 'unknown-field'],
  ])('%s', (_name, change, pointer, code) => {
    expect(wrong(registerItemSchema, { ...temple, ...change })).toContainEqual([pointer, code]);
  });
});

test('a restricted record says no more than kind, level and commitment', () => {
  const restricted = { kind: 'intangible', consent: 'sacred', commitment: digestOf('c') };
  expect(wrong(commitItemSchema, restricted)).toEqual([]);
  expect(wrong(commitItemSchema, { ...restricted, consent: 'public' })).toEqual([['/consent', 'consent-public']]);
  expect(wrong(commitItemSchema, { ...restricted, name: 'Lễ' })).toEqual([['/name', 'unknown-field']]);
});

test('a takedown has a ground from the list and no words of its own', () => {
  expect(wrong(takeDownSchema, { ground: 'objection' })).toEqual([]);
  expect(wrong(takeDownSchema, { ground: 'objection', by: 'Nguyễn' })).toEqual([['/by', 'unknown-field']]);
  expect(wrong(takeDownSchema, { ground: 'Nguyễn Văn A' })).toEqual([['/ground', 'not-allowed']]);
});

test('media of other types, without words for the blind, or with another verdict are refused', () => {
  const media = { item: idOf('2'), ...photo };
  expect(wrong(addMediaSchema, { ...media, mediaType: 'image/svg+xml' })).toEqual([['/mediaType', 'not-allowed']]);
  expect(wrong(addMediaSchema, { ...media, alt: undefined })).toEqual([['/alt', 'missing']]);
  expect(wrong(addMediaSchema, { ...media, c2pa: { verdict: 'fake' } })).toEqual([['/c2pa/verdict', 'not-allowed']]);
  expect(wrong(addMediaSchema, { ...media, sha256: 'A'.repeat(64) })).toEqual([['/sha256', 'sha-256']]);
});

test('a route has two stops at least', () => {
  const route = { name: 'Tuyến', story: { vi: ['Một ngày.'] } };
  expect(wrong(registerRouteSchema, { ...route, stops: [{ item: idOf('2') }] })).toEqual([['/stops', 'too-small']]);
});
