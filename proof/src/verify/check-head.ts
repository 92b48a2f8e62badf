import type { ParsedBundle } from '../bundle/parse-bundle.ts';
import type { KeyEpoch, TrustPolicy } from '../bundle/trust-policy.ts';
import { verifyConsistency } from '../log/merkle-verify.ts';
import { NoteError } from '../note/note-error.ts';
import { openCheckpoint, type OpenedCheckpoint } from '../note/open-checkpoint.ts';
import { satisfies, type TlogPolicy } from '../note/tlog-policy.ts';
import type { Head, StepResult } from './verification.ts';

/** How far a cosignature may be ahead of the reader's clock. */
const maxAheadMs = 300_000;

/** A finding: what a step is, and why. */
export interface Finding {
  readonly result: StepResult;
  readonly detail?: string;
}

export const pass: Finding = { result: 'pass' };
export const fail = (detail: string): Finding => ({ result: 'fail', detail });
export const unknown = (detail: string): Finding => ({ result: 'unknown', detail });
export const notApplicable: Finding = { result: 'not-applicable' };
export const passIf = (holds: boolean, detail: string): Finding => (holds ? pass : fail(detail));

/** Who signed the checkpoint, by one policy. */
export interface Signed {
  readonly logSignature: Finding;
  readonly quorum: Finding;
  /** Cosignatures that count: witness and its timestamp in milliseconds. */
  readonly cosigned: ReadonlyMap<string, number>;
}

/** The note last opened under each policy: records that are checked together mostly stand under one checkpoint. */
const lastOpened = new WeakMap<TlogPolicy, { readonly note: string; readonly opened: OpenedCheckpoint }>();

const openOnce = (note: string, tlog: TlogPolicy): OpenedCheckpoint => {
  const last = lastOpened.get(tlog);
  if (last?.note === note) return last.opened;
  const opened = openCheckpoint(note, tlog);
  lastOpened.set(tlog, { note, opened });
  return opened;
};

/** Who signed a note, and whether it counts by this policy (docs/proof-format.md §5). */
export const readSignatures = (note: string, origin: string, tlog: TlogPolicy, now: number): Signed => {
  try {
    const { checkpoint, logKeys, cosigned } = openOnce(note, tlog);
    const counted = [...cosigned].map(([witness, seconds]): [string, number] => [witness, seconds * 1000]);
    const inTime = new Map(counted.filter(([, at]) => at <= now + maxAheadMs));
    return {
      logSignature:
        checkpoint.origin === origin
          ? passIf(logKeys.length > 0, 'no known log key signed')
          : fail(`the log is ${checkpoint.origin}, not ${origin}`),
      quorum: passIf(
        satisfies(tlog, tlog.quorum, (witness) => inTime.has(witness)),
        `too few cosignatures count: ${[...inTime.keys()].join(', ') || 'none'}`,
      ),
      cosigned: inTime,
    };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    return { logSignature: fail(error.message), quorum: unknown('the note is malformed'), cosigned: new Map() };
  }
};

const counts = ({ logSignature, quorum }: Signed): boolean =>
  logSignature.result === 'pass' && quorum.result === 'pass';

/** Retired keys prove no more than that the checkpoint is one of their time: a prefix of the epoch's last head. */
const belongsTo = ({ toSize, root }: KeyEpoch, { checkpoint, epoch }: ParsedBundle): boolean => {
  const proof = epoch?.size === toSize ? epoch.proof : checkpoint.size === toSize ? [] : undefined;
  return (
    proof !== undefined &&
    verifyConsistency({ size1: checkpoint.size, size2: toSize, root1: checkpoint.root, root2: root, proof })
  );
};

export interface HeadFindings extends Signed {
  /** Counted by keys that sign no longer: never fresh, whatever timestamps they put under it. */
  readonly retired: boolean;
}

/** Whether the checkpoint counts (docs/proof-format.md §5): by the policy, or by the keys of a closed epoch. */
export const checkHead = (bundle: ParsedBundle, policy: TrustPolicy, now: number): HeadFindings => {
  const signed = readSignatures(bundle.note, policy.origin, policy.tlog, now);
  if (!counts(signed))
    for (const epoch of policy.epochs) {
      if (!belongsTo(epoch, bundle)) continue;
      const then = readSignatures(bundle.note, policy.origin, epoch.tlog, now);
      if (counts(then)) return { ...then, retired: true };
    }
  return { ...signed, retired: false };
};

/** The largest time at which cosignatures that are no older satisfy the group of organisations; milliseconds. */
export const statusTimeOf = ({ tlog, organisations }: TrustPolicy, cosigned: ReadonlyMap<string, number>) =>
  [...cosigned.values()]
    .sort((a, b) => b - a)
    .find((time) => satisfies(tlog, organisations, (witness) => (cosigned.get(witness) ?? -1) >= time));

/** The reader's own last head makes it a small witness: what it has seen must still be there. */
export const checkConsistency = ({ checkpoint, consistency }: ParsedBundle, lastHead: Head | undefined): Finding => {
  if (lastHead === undefined || lastHead.origin !== checkpoint.origin || lastHead.size === 0n) return notApplicable;
  if (checkpoint.size < lastHead.size) return unknown('the checkpoint is smaller than the last head seen');
  const proof = checkpoint.size === lastHead.size ? [] : consistency?.proof;
  if (proof === undefined || (checkpoint.size !== lastHead.size && consistency?.size !== lastHead.size))
    return fail(`there is no proof from the last head seen, of size ${lastHead.size}`);
  return passIf(
    verifyConsistency({
      size1: lastHead.size,
      size2: checkpoint.size,
      root1: lastHead.root,
      root2: checkpoint.root,
      proof,
    }),
    `the log does not extend the last head seen, of size ${lastHead.size}`,
  );
};
