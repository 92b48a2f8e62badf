/** MVCC and phantom checks against state plus the block's own updates (Fabric kvledger/txmgmt/validation/validator.go). */
import { END_OF_KEYS, hashedSpace } from '../ledger/state-store.ts';
import type { StateReader } from '../ledger/state-store.ts';
import type { UpdateBatch } from '../ledger/update-batch.ts';
import { rangeReads } from '../rwset/range-reads.ts';
import { sameVersion } from '../rwset/rwset-types.ts';
import type { NamespaceSet, RangeItem, ReadItem } from '../rwset/rwset-types.ts';
import { CODE } from './codes.ts';

const stale = (space: string, reads: readonly ReadItem[], batch: UpdateBatch): boolean =>
  reads.some(
    (read) =>
      batch.written(space, read.key) !== undefined || !sameVersion(read.version, batch.committed(space, read.key)),
  );

const rangeNow = (space: string, range: RangeItem, state: StateReader, batch: UpdateBatch): ReadItem[] => {
  // A range that was not read to its end counts up to and including the last key seen.
  const end = !range.exhausted
    ? Buffer.concat([range.end, Buffer.from([0])])
    : range.end.length === 0
      ? END_OF_KEYS
      : range.end;
  const found = new Map<string, ReadItem>();
  let start = range.start;
  for (;;) {
    const rows = state.page(space, start, end, 1000);
    for (const row of rows) found.set(row.key.toString('latin1'), { key: row.key, version: row });
    const last = rows.at(-1);
    if (rows.length < 1000 || last === undefined) break;
    start = Buffer.concat([last.key, Buffer.from([0])]);
  }
  for (const update of batch.ofSpace(space)) {
    if (Buffer.compare(update.key, range.start) < 0 || Buffer.compare(update.key, end) >= 0) continue;
    const name = update.key.toString('latin1');
    if (update.value === undefined) found.delete(name);
    else found.set(name, { key: update.key, version: update });
  }
  return [...found.values()].sort((left, right) => Buffer.compare(left.key, right.key));
};

const changed = (space: string, range: RangeItem, state: StateReader, batch: UpdateBatch): boolean => {
  const collector = rangeReads();
  const rows = rangeNow(space, range, state, batch);
  for (const row of rows) collector.add(row);
  const now = collector.done();
  const same = (left: Buffer | undefined, right: Buffer | undefined): boolean =>
    (left ?? Buffer.alloc(0)).equals(right ?? Buffer.alloc(0));
  return !same(now.reads, range.reads) || !same(now.summary, range.summary);
};

/** VALID, MVCC_READ_CONFLICT or PHANTOM_READ_CONFLICT. */
export const readConflict = (sets: readonly NamespaceSet[], state: StateReader, batch: UpdateBatch): number => {
  for (const set of sets) {
    if (stale(set.namespace, set.reads, batch)) return CODE.mvccReadConflict;
    if (set.ranges.some((range) => changed(set.namespace, range, state, batch))) return CODE.phantomReadConflict;
    for (const collection of set.collections)
      if (stale(hashedSpace(set.namespace, collection.collection), collection.reads, batch))
        return CODE.mvccReadConflict;
  }
  return CODE.valid;
};
