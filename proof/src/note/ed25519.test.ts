import { createPublicKey, verify as nodeVerify } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Point, utils, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { ed25519Signer } from './ed25519-signer.ts';
import { verifyEd25519 } from './ed25519.ts';

// RFC 8032 §7.1, TEST 2.
const seed = hexToBytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
const publicKey = hexToBytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
const message = hexToBytes('72');
const signature = hexToBytes(
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
);

test('signs and verifies as RFC 8032 §7.1 shows', () => {
  const signer = ed25519Signer('test', seed, 1);
  expect(bytesToHex(signer.publicKey)).toBe(bytesToHex(publicKey));
  expect(bytesToHex(signer.sign(message))).toBe(bytesToHex(signature));
  expect(verifyEd25519(signature, message, publicKey)).toBe(true);
});

test('every changed byte of signature, message and key is noticed', () => {
  for (const [at, parts] of [signature, message, publicKey].entries())
    for (let place = 0; place < parts.length; place += 1) {
      const input = [signature, message, publicKey].map((bytes) => bytes.slice());
      const changed = input[at];
      if (changed === undefined) throw new Error('no such part');
      changed[place] = (changed[place] ?? 0) ^ 0x40;
      const [s, m, k] = input;
      if (s === undefined || m === undefined || k === undefined) throw new Error('no such part');
      expect(verifyEd25519(s, m, k)).toBe(false);
    }
});

// S + L, and points of small order: what ZIP 215 accepts and RFC 8032 does not.
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const littleEndian = (value: bigint): Uint8Array => hexToBytes(value.toString(16).padStart(64, '0')).reverse();

test('a second spelling of the same signature is refused', () => {
  const s = BigInt(`0x${bytesToHex(signature.slice(32).reverse())}`);
  const again = new Uint8Array([...signature.slice(0, 32), ...littleEndian(s + order)]);
  expect(verifyEd25519(again, message, publicKey)).toBe(false);
});

test.each([
  ['the neutral point', `01${'00'.repeat(31)}`],
  ['the neutral point, not canonical', `ee${'ff'.repeat(30)}7f`],
  ['a point of order 2', `ec${'ff'.repeat(30)}7f`],
  ['no point', 'ff'.repeat(32)],
])('%s as a key signs nothing', (_what, key) => {
  const zero = new Uint8Array(64);
  zero[0] = 1;
  expect(verifyEd25519(zero, message, hexToBytes(key))).toBe(false);
});

test('wrong lengths are an answer, not an error', () => {
  expect(verifyEd25519(signature.subarray(1), message, publicKey)).toBe(false);
  expect(verifyEd25519(signature, message, publicKey.subarray(1))).toBe(false);
  expect(verifyEd25519(new Uint8Array(), message, publicKey)).toBe(false);
});

/** S of a signature that has this R. */
const completed = (r: Uint8Array, scalar: bigint, text: Uint8Array): Uint8Array => {
  const k = BigInt(`0x${bytesToHex(sha512(concatBytes(r, publicKey, text)).reverse())}`) % order;
  return concatBytes(r, littleEndian((scalar + k * utils.getExtendedPublicKey(seed).scalar) % order));
};

test('an R with a part of small order is refused, though the equation times the cofactor holds', () => {
  const scalar = 12345n;
  const plain = Point.BASE.multiply(scalar);
  expect(verifyEd25519(completed(plain.toBytes(), scalar, message), message, publicKey)).toBe(true);
  const ofOrder2 = Point.fromBytes(hexToBytes(`ec${'ff'.repeat(30)}7f`));
  const mixed = completed(plain.add(ofOrder2).toBytes(), scalar, message);
  expect(verify(mixed, message, publicKey, { zip215: false })).toBe(true);
  expect(verifyEd25519(mixed, message, publicKey)).toBe(false);
});

test('OpenSSL says the same of signatures by any key, right or with a bit changed', () => {
  const anySeed = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(anySeed, fc.uint8Array({ maxLength: 100 }), fc.option(fc.nat(64 * 8 - 1)), (secret, text, bit) => {
      const signer = ed25519Signer('test', secret, 1);
      const der = concatBytes(hexToBytes('302a300506032b6570032100'), signer.publicKey);
      const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
      const signed = signer.sign(text);
      if (bit !== null) signed[bit >> 3] = (signed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyEd25519(signed, text, signer.publicKey)).toBe(nodeVerify(null, text, key, signed));
    }),
    { numRuns: 100 },
  );
});
