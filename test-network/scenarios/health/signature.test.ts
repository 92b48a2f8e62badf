/** The signing facility's key is proven from a log as a gateway serves it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { checkSignature, signDigest, type FacilityKey, type Handed, type SignatureCheck } from '@daunguon/clinic';
import type { Json } from '@daunguon/proof';
import { serve, TestLog, type Served } from '../../../gateway-api/src/mirror/test-log.ts';

const idOf = (n: number): string => `0${String(n).padStart(25, '0')}`;
const folder = mkdtempSync(join(tmpdir(), 'signature-'));
const [clinic, other, key, sealKey, late] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)];
const digest = 'ab'.repeat(32);
const log = new TestLog(folder);
let served: Served;
let sign: (id: string, digest?: string) => Promise<string>;

beforeAll(async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const privateJwk = await exportJWK(privateKey);
  const { kty, crv, x, y } = privateJwk;
  const body = { unit: clinic, use: 'sign', jwk: { kty, crv, x, y } as unknown as Json, validFrom: '', validUntil: '' };
  log.put({ id: key, type: 'health/key', body }, { id: sealKey, type: 'health/key', body: { ...body, use: 'seal' } });
  log.publish();
  served = await serve(log.app());
  sign = (id, what = digest) => signDigest({ id, privateJwk } as FacilityKey, what);
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

const proofOf = async (id: string): Promise<unknown> => {
  const answer = await fetch(`${served.url}/r/${id}`);
  return answer.ok ? answer.json() : undefined;
};
const check = (signature: string | null, facility: string = clinic): Promise<SignatureCheck> => {
  const fields = [['/bytes', digest] as const, ['/facility', facility] as const, ['/signature', signature] as const];
  const handed: Handed = { kind: 'document', name: 'a', bytes: '', saltSeed: '', fields };
  return checkSignature(handed, proofOf, log.policy(), Date.now());
};

test('a facility’s signature over the digest is valid by its key on the ledger', async () => {
  expect(await check(await sign(key))).toBe('valid');
});

test.each([
  ['another digest', () => sign(key, 'cd'.repeat(32)), clinic, 'invalid'],
  ['another facility’s record', () => sign(key), other, 'invalid'],
  ['a key that is not for signing', () => sign(sealKey), clinic, 'invalid'],
  ['a key of which nothing is proven', () => sign(late), clinic, 'unproven'],
  ['no JWS', async () => 'a.b.c', clinic, 'invalid'],
  ['none', async () => null, clinic, 'none'],
] as [string, () => Promise<string | null>, string, SignatureCheck][])(
  '%s',
  async (_what, make, facility, expected) => {
    expect(await check(await make(), facility)).toBe(expected);
  },
);

test('a changed signature is invalid; a section alone shows none', async () => {
  const signature = await sign(key);
  const [head, payload, tail = ''] = signature.split('.');
  const changed = `${tail.startsWith('A') ? 'B' : 'A'}${tail.slice(1)}`;
  expect(await check([head, payload, changed].join('.'))).toBe('invalid');
  const shown = { kind: 'fields', shown: { disclosure: 'daunguon-fields/1', id: key, count: 1, fields: [] } } as const;
  expect(await checkSignature(shown, proofOf, log.policy(), Date.now())).toBe('not-shown');
});
