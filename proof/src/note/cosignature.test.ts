import { expect, test } from '@jest/globals';
import { cosign, verifyCosignature } from './cosignature.ts';
import { ed25519Signer } from './ed25519-signer.ts';
import { parseSignature } from './note.ts';

const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const seed = new Uint8Array(32).fill(7);
const witness = ed25519Signer('witness.example/w1', seed, 4);

test('a cosignature verifies with its time', () => {
  const line = cosign(text, witness, 1679315147);
  expect(line).toMatch(/^— witness\.example\/w1 [A-Za-z0-9+/]{101}[A-Za-z0-9+/=]{3}\n$/);
  const { signature, keyId, name } = parseSignature(line.trimEnd());
  expect(name).toBe(witness.name);
  expect(keyId).toEqual(witness.keyId);
  expect(verifyCosignature(text, signature, witness)).toEqual({ timestamp: 1679315147 });
});

test('time, text, key and its type are bound', () => {
  const { signature } = parseSignature(cosign(text, witness, 1679315147).trimEnd());
  for (let place = 0; place < 8; place += 1) {
    const changed = signature.slice();
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(verifyCosignature(text, changed, witness)).toBeUndefined();
  }
  expect(verifyCosignature(text.replace('20852163', '20852164'), signature, witness)).toBeUndefined();
  expect(
    verifyCosignature(
      text,
      signature,
      ed25519Signer(
        'witness.example/w1',
        seed.map((b) => b + 1),
        4,
      ),
    ),
  ).toBeUndefined();
  expect(verifyCosignature(text, signature, ed25519Signer('witness.example/w1', seed, 1))).toBeUndefined();
  expect(verifyCosignature(text, signature.subarray(1), witness)).toBeUndefined();
  expect(verifyCosignature(text, new Uint8Array(), witness)).toBeUndefined();
});

test('a time beyond 2^53 is refused even under a valid signature', () => {
  const time = 2n ** 53n;
  const signed = witness.sign(new TextEncoder().encode(`cosignature/v1\ntime ${time}\n${text}`));
  const signature = new Uint8Array(72);
  new DataView(signature.buffer).setBigUint64(0, time);
  signature.set(signed, 8);
  expect(verifyCosignature(text, signature, witness)).toBeUndefined();
});

test('what cannot be said is not signed', () => {
  expect(() => cosign(text, witness, 1.5)).toThrow(expect.objectContaining({ code: 'time' }));
  expect(() => cosign(text, witness, -1)).toThrow(expect.objectContaining({ code: 'time' }));
  expect(() => cosign(text, ed25519Signer('log', seed, 1), 1)).toThrow(expect.objectContaining({ code: 'algorithm' }));
});
