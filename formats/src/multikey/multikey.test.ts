import { expect, test } from '@jest/globals';
import { fromJwk } from '@digitalbazaar/ed25519-multikey';
import { generateKeyPairSync } from 'node:crypto';
import type { P256Jwk } from '../es256/p256-point.ts';
import { fromBase58, toBase58 } from './base58.ts';
import { didKeyOf, fromMultikey, keyOfDidKey, toMultikey } from './multikey.ts';

// Test vectors of the did:key method (P-256) and of draft-msporny-base58.
const key = 'zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv';
const jwk: P256Jwk = {
  kty: 'EC',
  crv: 'P-256',
  x: 'igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns',
  y: 'efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM',
};

test('a P-256 key is the same as a JWK, as a multikey and as a did:key', () => {
  expect(fromMultikey(key)).toEqual(jwk);
  expect(toMultikey(jwk)).toBe(key);
  expect(didKeyOf(jwk)).toBe(`did:key:${key}`);
  expect(keyOfDidKey(`did:key:${key}#${key}`)).toEqual(jwk);
});

// The key of RFC 8037, appendix A.2, as @digitalbazaar/ed25519-multikey writes it.
test('an Ed25519 key of a JWK is the same as a multikey', async () => {
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
  const { publicKeyMultibase } = await fromJwk({ jwk: { kty: 'OKP', crv: 'Ed25519', x } });
  expect(toMultikey({ kty: 'OKP', crv: 'Ed25519', x })).toBe(publicKeyMultibase);
  expect(() => toMultikey({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' })).toThrow('32 bytes');
});

test('points of both parities come back', () => {
  for (let round = 0; round < 8; round += 1) {
    const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    expect(fromMultikey(toMultikey({ kty, crv, x, y } as P256Jwk))).toEqual({ kty, crv, x, y });
  }
});

test.each([
  ['an Ed25519 key', 'z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj'],
  ['no multibase', key.slice(1)],
  ['a character that base58 has not', `${key.slice(0, -1)}0`],
  ['a key cut short', key.slice(0, -1)],
  ['endless text', `z${'D'.repeat(1_000_000)}`],
  ['an x that is on no point', `z${toBase58(Uint8Array.of(0x80, 0x24, 2, ...new Uint8Array(31), 1))}`],
])('%s is no P-256 multikey', (_, text) => expect(fromMultikey(text)).toBeUndefined());

test('a point off the curve is refused, and a did:key whose fragment is another key', () => {
  expect(() => toMultikey({ ...jwk, y: jwk.x })).toThrow(expect.objectContaining({ code: 'not-a-p256-key' }));
  expect(keyOfDidKey(`did:key:${key}#zDnae`)).toBeUndefined();
});

test.each([
  ['Hello World!', '2NEpo7TZRRrLZSi2U'],
  ['The quick brown fox jumps over the lazy dog.', 'USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z'],
  ['\0\0(\x7f\xb4\xcd', '11233QC4'],
])('base58 of %j is %s', (text, encoded) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  expect(toBase58(bytes)).toBe(encoded);
  expect(fromBase58(encoded)).toEqual(bytes);
});
