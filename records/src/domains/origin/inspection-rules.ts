import { DomainError } from '../../domain-error.ts';
import { firstVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { requireBatch } from './batch-access.ts';
import type { InspectionBody, RecordInspection } from './inspection.ts';

/** A visit is entered within so many days: an inspector may be out of reach of a network for long. */
const lateDays = 30;

/** An inspector says what was looked at on a batch and how it was found. Holding or recalling it is a decision of its own. */
export const recordInspection = (
  current: {
    existing: RecordState | undefined;
    batch: RecordState | undefined;
    standing: UnitStanding | undefined;
  },
  { requestId: _, id, ...inspection }: RecordInspection,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['inspector']);
  requireCapability(current.standing, actor, ['origin:inspect'], txTime);
  requireFreeId(current.existing);
  requireBatch(current.batch, inspection.batch);
  const { date, checks } = inspection;
  const today = vietnamDate(txTime);
  if (date > today || Date.parse(today) - Date.parse(date) > lateDays * 86_400_000) {
    throw new DomainError('origin/inspection-date', date);
  }
  const seen = new Set<string>();
  for (const { check } of checks) {
    if (seen.has(check)) throw new DomainError('origin/duplicate-input', check);
    seen.add(check);
  }
  if (checks.every(({ result }) => result === 'not-checked')) throw new DomainError('origin/inspection-empty', id);
  const conclusion = checks.some(({ result }) => result === 'fail') ? 'failed' : 'passed';
  const body: InspectionBody = { ...inspection, unit: actor.unit, conclusion };
  return {
    next: [firstVersion({ id, type: 'origin/inspection', owner: actor.unit, body })],
    entries: [],
    event: 'InspectionRecorded',
  };
};
