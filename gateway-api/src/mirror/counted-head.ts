import { NoteError, parseCheckpoint, parseNote, readSignatures, statusTimeOf, type TrustPolicy } from '@daunguon/proof';
import { Difference } from './difference.ts';

export interface CountedHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  /** When the organisations vouched for it, milliseconds since 1970; 0 where too few did. */
  readonly statusTime: number;
}

/** A checkpoint that counts by the trust policy (docs/proof-format.md §5). `now`: milliseconds. @throws Difference for any other. */
export function countedHead(note: string, policy: TrustPolicy, now: number): CountedHead {
  const refuse = (why: string): never => {
    throw new Difference('checkpoint', 0, why, { checkpoint: note });
  };
  const { logSignature, quorum, cosigned } = readSignatures(note, policy.origin, policy.tlog, now);
  for (const { result, detail } of [logSignature, quorum]) if (result !== 'pass') refuse(detail ?? 'it does not count');
  const { size, root } = checkpointIn(note, refuse);
  if (size < 1n || size > BigInt(Number.MAX_SAFE_INTEGER)) refuse(`a log of ${size} leaves`);
  return { size: Number(size), root, note, statusTime: statusTimeOf(policy, cosigned) ?? 0 };
}

function checkpointIn(note: string, refuse: (why: string) => never) {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch (error) {
    if (error instanceof NoteError) return refuse(error.message);
    throw error;
  }
}
