import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { algorithms, ed25519Signer, verifyEd25519 } from '@daunguon/proof';
import { signEd25519Natively, verifyEd25519Natively } from './native-ed25519.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const message = Buffer.from('dong-nai\n7\nroot\n');
const signature = sign(null, message, createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })));

test('a signature verifies as in proof, and not with any one bit of it, of the message or of the key changed', () => {
  expect(verifyEd25519Natively(signature, message, raw)).toBe(true);
  expect(verifyEd25519(signature, message, raw)).toBe(true);
  for (const place of [0, 1, 2] as const) {
    for (let bit = 0; bit < 256; bit += 37) {
      const parts = [signature, message, raw].map((bytes) => Buffer.from(bytes)) as [Buffer, Buffer, Buffer];
      const part = parts[place];
      const at = (bit >> 3) % part.length;
      part[at] = (part[at] ?? 0) ^ (1 << (bit & 7));
      expect([place, bit, verifyEd25519Natively(...parts)]).toEqual([place, bit, false]);
    }
  }
});

test('what is no key or no signature is refused, not thrown', () => {
  expect(verifyEd25519Natively(signature, message, raw.subarray(1))).toBe(false);
  expect(verifyEd25519Natively(Buffer.alloc(3), message, raw)).toBe(false);
  expect(verifyEd25519Natively(signature, message, Buffer.alloc(32, 0xff))).toBe(false);
});

test('signatures are byte for byte those of proof', () => {
  const seed = Buffer.alloc(32, 7);
  const signer = ed25519Signer('agri.dongnai.gov.vn', seed, algorithms.cosignature);
  for (const text of ['', 'dong-nai', 'x'.repeat(1000)]) {
    const bytes = Buffer.from(text);
    expect(Buffer.from(signEd25519Natively(seed)(bytes))).toEqual(Buffer.from(signer.sign(bytes)));
  }
});
