import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { verifyEd25519, type Ed25519Verifier } from './ed25519.ts';
import type { NoteSigner } from './ed25519-signer.ts';
import { formatSignature } from './note.ts';
import { NoteError } from './note-error.ts';
import { algorithms, type Vkey } from './vkey.ts';

const timeLength = 8;

const signedBytes = (checkpointText: string, timestamp: number): Uint8Array =>
  utf8ToBytes(`cosignature/v1\ntime ${timestamp}\n${checkpointText}`);

/**
 * The signature line (with its newline) by which a witness says that at `timestamp` (seconds since 1970) this was the largest
 * checkpoint it knew of the log (C2SP tlog-cosignature). `checkpointText` is the note's text without signatures.
 */
export const cosign = (checkpointText: string, signer: NoteSigner, timestamp: number): string => {
  if (signer.algorithm !== algorithms.cosignature) throw new NoteError('algorithm', 'a witness signs with type 0x04');
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) throw new NoteError('time', 'a timestamp is whole seconds');
  const time = new Uint8Array(timeLength);
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp));
  const { name, keyId } = signer;
  return formatSignature({
    name,
    keyId,
    signature: concatBytes(time, signer.sign(signedBytes(checkpointText, timestamp))),
  });
};

/** When this key cosigned the text; undefined where it did not. `signature` is that of a note's line (time and Ed25519, 72 bytes). Never throws. */
export const verifyCosignature = (
  checkpointText: string,
  signature: Uint8Array,
  vkey: Vkey,
  verify: Ed25519Verifier = verifyEd25519,
): { timestamp: number } | undefined => {
  if (vkey.algorithm !== algorithms.cosignature || signature.length !== timeLength + 64) return undefined;
  const timestamp = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  // A time beyond 2^53 seconds is no time, and would not be written back as it stands.
  if (!Number.isSafeInteger(timestamp)) return undefined;
  return verify(signature.subarray(timeLength), signedBytes(checkpointText, timestamp), vkey.publicKey)
    ? { timestamp }
    : undefined;
};
