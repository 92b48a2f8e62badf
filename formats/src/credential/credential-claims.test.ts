import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { claimKeys, recordClaims } from './credential-claims.ts';

// The fields of the records of domain credential are the source of truth; this package does not import their schemas.
const source = readFileSync(
  new URL('../../../records/src/domains/credential/credential-types.ts', import.meta.url),
  'utf8',
);

test('every field of a diploma, certificate or badge has a claim', () => {
  const fields = [...source.matchAll(/^ {4,6}(\w+): /gm)].map(([, field]) => field!);
  expect(fields).toEqual(expect.arrayContaining(['birthDate', 'course', 'achievement', 'documentDigest']));
  const shared = ['title', 'fullName', 'issuedOn', 'issuer', 'serialNumber', 'registerNumber'];
  const claims = Object.keys(recordClaims(Object.fromEntries([...fields, ...shared].map((field) => [field, 'x']))));
  expect(claims.filter((claim) => !Object.hasOwn(claimKeys, claim))).toEqual([]);
});

test('no two claims have one number', () => {
  const keys = Object.values(claimKeys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('absent fields have no claim', () => {
  expect(recordClaims({ issuer: 'Trường', hours: 30, result: null })).toEqual({ issuerName: 'Trường', hours: 30 });
});
