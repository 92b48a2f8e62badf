import { recordStatuses, type Measure, type RecordStatus } from '@daunguon/records';
import type { IndexStore } from '../index-store/index-store.ts';

export interface StatusCount {
  readonly status: RecordStatus;
  readonly records: number;
}

/** Counting goes over the index of a status: what was counted is told again for so long. */
const freshMs = 10_000;

/** How many records of a measure's type stand in each status now; statuses without any are left out. */
export function statusesNow(store: Pick<IndexStore, 'count'>, now: () => number) {
  const known = new Map<string, { readonly at: number; readonly counts: Promise<readonly StatusCount[]> }>();
  const count = async (type: string): Promise<readonly StatusCount[]> => {
    const counts = await Promise.all(
      recordStatuses.map(async (status) => ({
        status,
        records: await store.count('records', { equals: { type, status } }),
      })),
    );
    return counts.filter(({ records }) => records > 0);
  };
  return async ({ type }: Pick<Measure, 'type'>): Promise<readonly StatusCount[]> => {
    const before = known.get(type);
    if (before !== undefined && now() - before.at < freshMs) return before.counts;
    const counts = count(type);
    known.set(type, { at: now(), counts });
    counts.catch(() => known.delete(type));
    return counts;
  };
}
