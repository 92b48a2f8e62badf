import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { verifyCosignature } from './cosignature.ts';
import { verifyEd25519, type Ed25519Verifier } from './ed25519.ts';
import { parseNote } from './note.ts';
import { NoteError } from './note-error.ts';
import type { TlogPolicy } from './tlog-policy.ts';
import { claimsKey, formatVkey } from './vkey.ts';

/** A checkpoint with what its signatures prove. Whether that is enough is the policy's quorum, which the caller asks. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Text of the note: what was signed. */
  readonly text: string;
  /** Verifier keys of this origin's log that signed. */
  readonly logKeys: readonly string[];
  /** Witnesses of the policy, by the policy's name, with the newest timestamp (seconds) under a valid cosignature. */
  readonly cosigned: ReadonlyMap<string, number>;
}

/**
 * Verifies every signature of a known key (looked up by name and key id). Signatures of unknown keys are ignored. Throws NoteError for a
 * malformed note; a signature of a known key that does not verify makes it one. A server may bring a faster `verify` for the keys of its own policy.
 */
export const openCheckpoint = (
  note: string,
  policy: TlogPolicy,
  verify: Ed25519Verifier = verifyEd25519,
): OpenedCheckpoint => {
  const { text, signatures } = parseNote(note);
  const checkpoint = parseCheckpoint(text);
  const signedText = utf8ToBytes(text);
  const logKeys = new Set<string>();
  const cosigned = new Map<string, number>();
  const bad = (name: string): never => {
    throw new NoteError('signature', `the signature of ${name} does not verify`);
  };
  for (const line of signatures) {
    const log = policy.logs.find(({ vkey }) => claimsKey(line, vkey));
    if (log !== undefined) {
      if (!verify(line.signature, signedText, log.vkey.publicKey)) bad(line.name);
      // A log speaks for its own origin only.
      if (log.vkey.name === checkpoint.origin)
        logKeys.add(formatVkey(log.vkey.name, log.vkey.algorithm, log.vkey.publicKey));
      continue;
    }
    const witness = [...policy.witnesses].find(([, { vkey }]) => claimsKey(line, vkey));
    if (witness === undefined) continue;
    const [name, { vkey }] = witness;
    const { timestamp } = verifyCosignature(text, line.signature, vkey, verify) ?? bad(line.name);
    cosigned.set(name, Math.max(timestamp, cosigned.get(name) ?? 0));
  }
  return { checkpoint, text, logKeys: [...logKeys], cosigned };
};
