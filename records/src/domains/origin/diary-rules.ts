import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type LedgerEntry, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import type { DelegationEntry } from '../registry/delegation.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { requireGrower, typedBy } from './batch-rules.ts';
import type { CorrectDiaryEntry, DiaryEntryBody, RecordDiaryEntry } from './diary.ts';
import { requireGrowingArea } from './growing-area-rules.ts';
import type { FarmBody } from './growing-area.ts';
import { intervalKey, intervalOf, monthsOf, type HarvestInterval } from './harvest-interval.ts';

/** Most intervals of one growing area that touch one month: its key stays under 50 kB. */
const maxIntervals = 500;
const dayMs = 86_400_000;

const requireDay = (date: string, txTime: string): void => {
  const today = vietnamDate(txTime);
  if (date > today || Date.parse(today) - Date.parse(date) > 400 * dayMs) {
    throw new DomainError('origin/diary-date', date);
  }
};

/** The months' keys with the old interval of an entry taken out and the new one put in. */
const intervalEntries = (
  growingArea: string,
  before: HarvestInterval | undefined,
  after: HarvestInterval | undefined,
  months: ReadonlyMap<string, readonly HarvestInterval[]>,
): LedgerEntry[] => {
  const touched = new Set([...(before ? monthsOf(before) : []), ...(after ? monthsOf(after) : [])]);
  return [...touched].map((month) => {
    const key = intervalKey(growingArea, month);
    const others = (months.get(key) ?? []).filter(({ entry }) => entry !== (before ?? after)?.entry);
    const value = after && monthsOf(after).includes(month) ? [...others, after] : others;
    if (value.length > maxIntervals) throw new DomainError('origin/diary-month-full', month);
    return { key, value };
  });
};

/** Keys of the months that recording or correcting an entry reads. */
export const diaryKeys = (id: string, ...bodies: readonly DiaryEntryBody[]): string[] => [
  ...new Set(
    bodies.flatMap((body) => {
      const interval = intervalOf(id, body);
      return interval === undefined ? [] : monthsOf(interval).map((month) => intervalKey(body.growingArea, month));
    }),
  ),
];

/** A unit writes the diary of its own growing area, or of its own farm inside another's. */
export const recordDiaryEntry = (
  current: {
    existing: RecordState | undefined;
    standing: UnitStanding | undefined;
    delegation?: DelegationEntry | undefined;
    area: RecordState | undefined;
    farm: RecordState | undefined;
    months: ReadonlyMap<string, readonly HarvestInterval[]>;
  },
  { requestId: _, id, ...entry }: RecordDiaryEntry,
  actor: Actor,
  txTime: string,
): Outcome => {
  const grower = requireGrower(current, entry.onBehalfOf, actor, txTime);
  requireFreeId(current.existing);
  const area = requireGrowingArea(current.area, entry.growingArea);
  const farm = current.farm as RecordState<FarmBody> | undefined;
  if (entry.farm !== undefined && (farm?.type !== 'origin/farm' || farm.body.growingArea !== area.id)) {
    throw new DomainError('origin/farm-not-found', entry.farm);
  }
  if (area.owner !== grower.unit && farm?.owner !== grower.unit) {
    throw new DomainError('origin/growing-area-of-other-unit', area.body.puc);
  }
  requireDay(entry.date, txTime);
  const body: DiaryEntryBody = { ...entry, ...typedBy(entry, actor), unit: grower.unit };
  return {
    next: [firstVersion({ id, type: 'origin/diary-entry', owner: grower.unit, body })],
    entries: intervalEntries(area.id, undefined, intervalOf(id, body), current.months),
    event: 'DiaryEntryRecorded',
  };
};

const requireDiaryEntry = (record: RecordState | undefined, id: string): RecordState<DiaryEntryBody> => {
  if (record?.type !== 'origin/diary-entry') throw new DomainError('origin/diary-entry-not-found', id);
  return record as RecordState<DiaryEntryBody>;
};

/** The unit that wrote an entry says what it should have been, and why. */
export const correctDiaryEntry = (
  current: {
    standing: UnitStanding | undefined;
    entry: RecordState | undefined;
    months: ReadonlyMap<string, readonly HarvestInterval[]>;
  },
  { id, date, activity, reason }: CorrectDiaryEntry,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['farmer', 'packer']);
  requireCapability(current.standing, actor, ['origin:harvest'], txTime);
  const entry = requireDiaryEntry(current.entry, id);
  if (entry.owner !== actor.unit) throw new DomainError('origin/growing-area-of-other-unit', id);
  requireDay(date, txTime);
  const body: DiaryEntryBody = { ...entry.body, date, activity, correction: { reason, at: txTime } };
  const [before, after] = [intervalOf(id, entry.body), intervalOf(id, body)];
  return {
    next: [nextVersion(entry, { body })],
    entries: intervalEntries(entry.body.growingArea, before, after, current.months),
    event: 'DiaryEntryCorrected',
  };
};
