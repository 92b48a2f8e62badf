import { commitRecord } from '@daunguon/proof';
import type { RecordAnswer, RecordState } from './record-answer.ts';

export type StepResult = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** The named steps of a verification; it never throws (architecture.md, Errors). */
export interface AnswerCheck {
  /** The record shown is the one the label names. */
  sameRecord: StepResult;
  /** Body and salt give the commitment stated with them. */
  commitment: StepResult;
  /** The same for every event record that came along. */
  timeline: StepResult;
  /** A transparency log kept by several organisations agrees. Unknown until that log exists. */
  independent: StepResult;
}

/** Recomputes on this device all that can be recomputed. */
export function checkAnswer(requestedId: string, answer: RecordAnswer): AnswerCheck {
  const events = answer.timeline.flatMap((entry) => (entry.record ? [{ id: entry.id, record: entry.record }] : []));
  const eventsPass = events.every(({ id, record }) => record.id === id && commits(record));
  return {
    sameRecord: answer.record.id === requestedId ? 'pass' : 'fail',
    commitment: commits(answer.record) ? 'pass' : 'fail',
    timeline: events.length === 0 ? 'not-applicable' : eventsPass ? 'pass' : 'fail',
    independent: 'unknown',
  };
}

/** Nothing that was recomputed contradicts the answer. */
export function isWhole({ sameRecord, commitment, timeline }: AnswerCheck): boolean {
  return sameRecord === 'pass' && commitment === 'pass' && timeline !== 'fail';
}

function commits(record: RecordState): boolean {
  try {
    return commitRecord(record.body, record.salt) === record.commitment;
  } catch {
    return false; // not canonical JSON or no 16-byte salt: bytes that no honest ledger holds
  }
}
