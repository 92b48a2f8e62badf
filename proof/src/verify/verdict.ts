import type { Verification } from './verification.ts';

/** One verdict a scan, worst first. */
export const verdictCodes = [
  'recalled',
  'mismatch',
  'not-issued',
  'absent',
  'withdrawn',
  'suspended',
  'held',
  'erased',
  'cannot-check',
  'stale',
  'expired',
  'superseded',
  'closed',
  'sealed',
  'authentic',
] as const;
export type VerdictCode = (typeof verdictCodes)[number];
export type Tone = 'red' | 'amber' | 'grey' | 'green';

export interface Verdict {
  readonly code: VerdictCode;
  readonly tone: Tone;
  /** ISO 8601: when the status began. */
  readonly since?: string;
  /** Milliseconds: as of when it is known. */
  readonly statusTime?: number;
}

/** Verdicts that a proven status gives, whether or not the content could be opened. */
const byStatus: ReadonlyMap<string, VerdictCode> = new Map([
  ['recalled', 'recalled'],
  ['revoked', 'withdrawn'],
  ['cancelled', 'withdrawn'],
  ['suspended', 'suspended'],
  ['held', 'held'],
  ['erased', 'erased'],
  ['deleted', 'erased'],
]);

/** Verdicts of a record that is authentic and whose standing is known. */
const ended: ReadonlyMap<string, VerdictCode> = new Map([
  ['superseded', 'superseded'],
  ['closed', 'closed'],
  ['retired', 'closed'],
  ['destroyed', 'closed'],
  ['active', 'authentic'],
]);

/** Everything is proven but the contents, which nobody has opened: no fault of the record. */
export const isSealed = ({ standing, record, steps }: Verification): boolean =>
  standing?.absent === false &&
  record?.kind === 'fields/1' &&
  steps.every(({ name, result }) =>
    name === 'commitment' ? result === 'unknown' : result !== 'fail' || name === 'freshness',
  );

const codeOf = (verification: Verification, expired: boolean): VerdictCode => {
  const { authenticity, standing, steps, fresh, serial } = verification;
  // A link that was turned to another record says nothing about the label's own; a lot's status holds whatever its serial.
  const identified = steps.find(({ name }) => name === 'identifiers')?.result;
  if (serial === undefined && (identified === 'fail' || identified === 'unknown')) return 'cannot-check';
  const status = standing?.absent === false ? standing.status : '';
  const stated = byStatus.get(status);
  if (stated === 'recalled') return stated;
  if (authenticity === 'not-authentic' && standing?.absent !== true && serial === 'not-issued') return 'not-issued';
  if (authenticity === 'not-authentic') return standing?.absent === true ? 'absent' : 'mismatch';
  if (stated !== undefined) return stated;
  const sealed = isSealed(verification);
  if (authenticity !== 'authentic' && !sealed) return 'cannot-check';
  if (!fresh) return 'stale';
  const code = ended.get(status) ?? 'cannot-check';
  if (sealed && code === 'authentic') return 'sealed';
  return code === 'authentic' && expired ? 'expired' : code;
};

const tones: Readonly<Record<VerdictCode, Tone>> = {
  recalled: 'red',
  mismatch: 'red',
  'not-issued': 'red',
  absent: 'red',
  withdrawn: 'red',
  suspended: 'amber',
  held: 'amber',
  erased: 'grey',
  'cannot-check': 'grey',
  stale: 'amber',
  expired: 'grey',
  superseded: 'grey',
  closed: 'grey',
  sealed: 'grey',
  authentic: 'green',
};

/**
 * The one verdict. Red comes only from a proven current status, from absence proven in a fresh head, or from what the holder brought
 * against a proven commitment. `expiresAt` (ISO 8601) is that of the proven body; `now` in milliseconds.
 */
export const verdictOf = (
  verification: Verification,
  { expiresAt, now }: { readonly expiresAt?: string; readonly now: number },
): Verdict => {
  const code = codeOf(verification, expiresAt !== undefined && Date.parse(expiresAt) <= now);
  const { standing, statusTime, fresh } = verification;
  return {
    code,
    // An old recall may have been lifted since: it warns, but is no current status.
    tone: code === 'recalled' && !fresh ? 'amber' : tones[code],
    ...(standing?.absent === false ? { since: standing.since } : {}),
    ...(statusTime === undefined ? {} : { statusTime }),
  };
};
