import { expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { openBundle, sealBundle, type Handed } from './bundle-jwe.ts';

const handed: Handed = {
  kind: 'document',
  name: 'a.json',
  bytes: 'e30=',
  saltSeed: 'ab'.repeat(32),
  fields: [['/bytes', 'x']],
};
const newKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  return exportJWK(privateKey);
};
const key = await newKey();
const { x = '', y = '' } = key;
const jwe = await sealBundle(handed, 'exchange-1', { id: 'key-1', jwk: { kty: 'EC', crv: 'P-256', x, y } });
const keyOf = (kid: string): JWK | undefined => (kid === 'key-1' ? key : undefined);
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'opened',
    (error: { code?: string }) => error.code,
  );

test('a bundle opens for the receiver’s key and its exchange', async () => {
  expect(await openBundle(jwe, 'exchange-1', keyOf)).toEqual(handed);
  expect(jwe).not.toContain(Buffer.from('a.json').toString('base64url'));
});

test('a replayed JWE is not for this exchange', async () => {
  expect(await code(openBundle(jwe, 'exchange-2', keyOf))).toBe('not-for-this-exchange');
});

test('nobody else’s key opens it, nor is a changed byte accepted', async () => {
  expect(await code(openBundle(jwe, 'exchange-1', () => undefined))).toBe('unknown-key');
  const stranger = await newKey();
  expect(await code(openBundle(jwe, 'exchange-1', () => stranger))).toBe('does-not-open');
  const [head = '', ...rest] = jwe.split('.');
  const forged = [
    Buffer.from(JSON.stringify({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'key-1', dn: 'exchange-2' })).toString(
      'base64url',
    ),
    ...rest,
  ];
  expect(await code(openBundle(forged.join('.'), 'exchange-2', keyOf))).toBe('does-not-open');
  expect(head).not.toBe(forged[0]);
  expect(await code(openBundle('x.y', 'exchange-1', keyOf))).toBe('does-not-open');
});
