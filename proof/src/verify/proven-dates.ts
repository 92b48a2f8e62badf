import { JsonReader } from '../bundle/json-reader.ts';
import { parseBundle } from '../bundle/parse-bundle.ts';
import type { TrustPolicy } from '../bundle/trust-policy.ts';
import { verifyInclusion } from '../log/merkle-verify.ts';
import { type Checkpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { parseNote } from '../note/note.ts';
import type { TlogPolicy } from '../note/tlog-policy.ts';
import { readSignatures, statusTimeOf } from './check-head.ts';

/** When one version's leaf entered the log, as far as kept checkpoints prove it. Times are milliseconds since 1970. */
export interface DatedLeaf {
  /** Version of the record. */
  readonly n: number;
  readonly index: number;
  /** -Infinity where no kept checkpoint is older than the leaf. */
  readonly notBefore: number;
  /** Undefined where no kept checkpoint that counts covers the leaf. */
  readonly notAfter: number | undefined;
}

/** A cosigner signs a head only while it derived no uncovered leaf more than a minute ago (docs/cosigning.md). */
const uncoveredMs = 60_000;
const maxVersions = 10_000;
const maxNote = 131_072;

interface Counted {
  readonly checkpoint: Checkpoint;
  readonly at: number;
}
/** A checkpoint that these keys let count, with its status time; undefined for any other. */
const countedBy = (tlog: TlogPolicy, note: string, policy: TrustPolicy, now: number): Counted | undefined => {
  const { logSignature, quorum, cosigned } = readSignatures(note, policy.origin, tlog, now);
  const at = statusTimeOf(policy, cosigned);
  if (logSignature.result !== 'pass' || quorum.result !== 'pass' || at === undefined) return undefined;
  return { checkpoint: parseCheckpoint(parseNote(note).text), at };
};
/**
 * A checkpoint that counts by the policy's present keys; or by a log key that signs no more, for checkpoints of its time. Cosigners' keys are the
 * present ones either way: whoever has a retired key could date as they please.
 */
const counted = (note: string, policy: TrustPolicy, now: number): Counted | undefined => {
  const present = countedBy(policy.tlog, note, policy, now);
  if (present !== undefined) return present;
  for (const { tlog, toSize } of policy.epochs) {
    const found = countedBy({ ...policy.tlog, logs: tlog.logs }, note, policy, now);
    if (found !== undefined && found.checkpoint.size <= toSize) return found;
  }
  return undefined;
};

/**
 * Dates every version in a bundle that was asked for with `?history=1&dates=1` (docs/proof-format.md §11). Whatever is left out or does not
 * prove makes an interval wider, never another. Never throws; what cannot be read dates nothing.
 */
export const provenDates = (json: unknown, policy: TrustPolicy, now: number): readonly DatedLeaf[] => {
  try {
    const { record, history } = parseBundle(json);
    const dates = new JsonReader(json).member('dates').optional((list) =>
      list.list(maxVersions, (one) => ({
        n: one.member('n').natural(),
        before: one.member('before').optional((note) => note.text(maxNote)),
        by: one.member('by').optional((note) => note.text(maxNote)),
        inclusion: one.member('inclusion').optional((proof) => proof.list(64, (hash) => hash.hash())) ?? [],
      })),
    );
    return [...(record === undefined ? [] : [record]), ...history].map(({ leaf: { n }, hash, index }) => {
      const given = dates?.find((one) => one.n === n);
      const before = given?.before === undefined ? undefined : counted(given.before, policy, now);
      const by = given?.by === undefined ? undefined : counted(given.by, policy, now);
      const covers =
        by !== undefined &&
        verifyInclusion({
          ...{ leafHash: hash, index, proof: given?.inclusion ?? [] },
          ...{ size: by.checkpoint.size, root: by.checkpoint.root },
        });
      const isOlder = before !== undefined && before.checkpoint.size <= index;
      return {
        ...{ n, index: Number(index), notBefore: isOlder ? before.at - uncoveredMs : -Infinity },
        notAfter: covers ? by.at : undefined,
      };
    });
  } catch {
    return [];
  }
};
