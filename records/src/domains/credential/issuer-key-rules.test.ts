import { expect, test } from '@jest/globals';
import {
  codeOf,
  department,
  idOf,
  issuer,
  issuerKey,
  keyCommand,
  schoolMay,
  standing,
  txTime,
} from './credential-fixtures.ts';
import { registerIssuerKeySchema } from './credential.ts';
import { registerIssuerKey, reportKeyTheft, requireSigningKey, rotateIssuerKey } from './issuer-key-rules.ts';

const free = { existing: undefined, standing };

test('a unit that may issue registers a key under its own name', () => {
  const { next, event } = registerIssuerKey(free, keyCommand, issuer, txTime);
  expect(event).toBe('IssuerKeyRegistered');
  expect(next[0]).toMatchObject({ type: 'credential/issuer-key', owner: issuer.unit, status: 'active', version: 1 });
  expect(next[0]?.body).toMatchObject({ unit: issuer.unit, custody: 'own' });
});

test.each([
  ['registry/role-not-allowed', free, { ...issuer, role: 'farmer' }],
  ['registry/not-accredited', { ...free, standing: schoolMay('origin:harvest') }, issuer],
  ['registry/other-organisation', free, { ...issuer, msp: 'AgriMSP' }],
  ['registry/id-in-use', { ...free, existing: issuerKey() }, issuer],
])('%s', (code, current, actor) => {
  expect(codeOf(() => registerIssuerKey(current, keyCommand, actor, txTime))).toBe(code);
});

test.each([
  ['a private key', { jwk: { ...keyCommand.jwk, d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI' } }],
  [
    'a secret in the place of a key',
    { jwk: { kty: 'oct', k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75' } },
  ],
  ['an algorithm of another key', { algorithm: 'EdDSA' }],
  ['no algorithm', { algorithm: 'none' }],
  ['a signature by a key that seals', { use: 'seal' }],
])('%s is refused', (_what, change) => {
  expect(registerIssuerKeySchema.safeParse({ ...keyCommand, ...change }).success).toBe(false);
});

/** RFC 8037, appendix A.2 */
const badgeKey = {
  algorithm: 'EdDSA',
  jwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
} as const;

test('a key for badges is registered beside the other, and takes the place of its own kind alone', () => {
  const command = { ...keyCommand, ...badgeKey, id: idOf('KEY2'), replaces: keyCommand.id };
  expect(registerIssuerKeySchema.safeParse({ ...keyCommand, ...badgeKey }).success).toBe(true);
  const rotate = (replaced: ReturnType<typeof issuerKey>) => () =>
    rotateIssuerKey({ ...free, replaced }, command, issuer, txTime);
  expect(codeOf(rotate(issuerKey()))).toBe('credential/key-not-usable');
  expect(rotate(issuerKey(badgeKey))().event).toBe('IssuerKeyRotated');
});

test('rotation ends the old key and names what follows it', () => {
  const command = { ...keyCommand, id: idOf('KEY2'), replaces: keyCommand.id };
  const { next } = rotateIssuerKey({ ...free, replaced: issuerKey() }, command, issuer, txTime);
  expect(next.map(({ id, status, version }) => [id, status, version])).toEqual([
    [idOf('KEY2'), 'active', 1],
    [idOf('KEY'), 'superseded', 2],
  ]);
  expect(next[1]?.body).toMatchObject({ successor: idOf('KEY2') });
  const again = { ...free, replaced: issuerKey({}, 'superseded') };
  expect(codeOf(() => rotateIssuerKey(again, command, issuer, txTime))).toBe('credential/key-not-usable');
});

test('a theft is reported with its date, by the unit or its department, once', () => {
  const stolenOn = '2026-11-20T00:00:00Z';
  const command = { requestId: idOf('RQ'), id: keyCommand.id, stolenOn };
  const report = (actor = issuer, key = issuerKey(), of = command) =>
    reportKeyTheft({ key, standing }, of, actor, txTime);
  expect(report().next[0]).toMatchObject({ status: 'revoked', body: { theft: { stolenOn, reportedAt: txTime } } });
  expect(report(department).next[0]?.status).toBe('revoked');
  expect(report(issuer, issuerKey({}, 'superseded')).next[0]?.status).toBe('revoked');
  expect(codeOf(() => report({ ...department, msp: 'AgriMSP' }))).toBe('registry/other-organisation');
  expect(codeOf(() => report({ ...issuer, unit: idOf('0THER') }))).toBe('credential/key-of-other-unit');
  expect(codeOf(() => report(issuer, issuerKey({}, 'revoked')))).toBe('credential/key-not-usable');
  const tomorrow = { ...command, stolenOn: '2026-11-25T00:00:00Z' };
  expect(codeOf(() => report(issuer, issuerKey(), tomorrow))).toBe('credential/theft-in-future');
});

test.each([
  ['done', issuerKey()],
  ['credential/key-not-usable', issuerKey({}, 'revoked')],
  ['credential/key-not-usable', issuerKey({ validUntil: txTime })],
  ['credential/key-not-usable', issuerKey({ validFrom: '2026-11-25T00:00:00Z' })],
  ['credential/key-not-usable', issuerKey({ use: 'seal' })],
  ['credential/key-not-usable', issuerKey(badgeKey)],
  ['credential/key-not-found', undefined],
])('signing by a key: %s', (code, key) => {
  expect(codeOf(() => requireSigningKey(key, keyCommand.id, issuer, txTime))).toBe(code);
});
