import { hashes, verify } from '@noble/ed25519';
import { algorithms, ed25519Signer, verifyEd25519 } from '@daunguon/proof';
import { sha512 } from '@noble/hashes/sha2.js';
import { median, measurement, type Measurement } from './measurement.ts';

hashes.sha512 = sha512;
const rounds = 200;

/** Milliseconds in which one core checks one Ed25519 signature of a checkpoint's length, beside the library that signs (ADR 7). */
export function signature(): Measurement {
  const signer = ed25519Signer('bench/signature', new Uint8Array(32).fill(1), algorithms.note);
  const messages = Array.from({ length: rounds }, (_, index) => Buffer.from(`checkpoint ${index}`.padEnd(200, '.')));
  const signed = messages.map((message) => ({ message, signature: signer.sign(message) }));
  const msOf = (check: typeof verify): number =>
    median(
      signed.map(({ message, signature }) => {
        const begun = performance.now();
        if (!check(signature, message, signer.publicKey)) throw new Error('a good signature was refused');
        return performance.now() - begun;
      }),
    );
  return measurement({
    name: 'signature',
    value: msOf(verifyEd25519),
    unit: 'ms, one Ed25519 signature checked at its strictest',
    other: { name: '@noble/ed25519, which lets the cofactor pass, ms', value: msOf(verify) },
  });
}
