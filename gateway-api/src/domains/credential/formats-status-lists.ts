import { type StatusPlace, statusPlaces, type StatusPurpose } from '@daunguon/formats/status-list';
import type { RecordStatus } from '@daunguon/records';
import { allOf } from '../../index-store/all-of.ts';
import { atHeight } from '../../index-store/at-height.ts';
import type { IndexStore, StoredDoc } from '../../index-store/index-store.ts';
import { versionsOf } from '../../index-store/version-keys.ts';
import { stateIn } from '../record-reads.ts';

/** The bits that a status sets: whoever reads only the lists must take none of these for valid. */
const setBy: Readonly<Record<StatusPurpose, readonly RecordStatus[]>> = {
  revocation: ['revoked', 'cancelled', 'superseded', 'erased'],
  suspension: ['suspended'],
};

/** One unit's credentials, each with its place: in the order of the blocks that brought them, by id within one block. */
export interface PlacedCredentials {
  readonly docs: readonly StoredDoc[];
  readonly places: ReadonlyMap<string, StatusPlace>;
}

async function place(store: IndexStore, unit: string): Promise<PlacedCredentials> {
  const docs: StoredDoc[] = [];
  const own = allOf(store, 'records', { equals: { type: 'credential/credential', owner: unit } });
  for await (const doc of own) docs.push(doc);
  const since = new Map<string, number>();
  for (const { _id } of docs) {
    const first = await store.get('versions', `${_id}:00000001`);
    since.set(_id, Number(first?.['blockNumber']));
  }
  const ids = docs.map(({ _id }) => _id);
  ids.sort((a, b) => since.get(a)! - since.get(b)! || (a < b ? -1 : 1));
  return { docs, places: statusPlaces(ids) };
}

const placedByUnit = atHeight(() => new Map<string, Promise<PlacedCredentials>>());

/** Read once for each unit at each height of the index. */
export async function placedCredentials(store: IndexStore, unit: string): Promise<PlacedCredentials> {
  const known = await placedByUnit(store);
  const placed = known.get(unit) ?? place(store, unit);
  known.set(unit, placed);
  placed.catch(() => known.delete(unit));
  return placed;
}

/** The status that the ledger said at a time; undefined before it knew the credential. */
async function statusAt(
  store: IndexStore,
  doc: StoredDoc,
  time: number | undefined,
): Promise<RecordStatus | undefined> {
  if (time === undefined || Date.parse(stateIn(doc).ts) <= time) return stateIn(doc).status;
  const newestFirst = allOf(store, 'versions', { ...versionsOf(doc._id), sort: { field: '_id', descending: true } });
  for await (const version of newestFirst) {
    const { ts, status } = stateIn(version);
    if (Date.parse(ts) <= time) return status;
  }
  return undefined;
}

/** The indexes that are set in one list, now or at a time (milliseconds since 1970). */
export async function setIndexes(
  store: IndexStore,
  { docs, places }: PlacedCredentials,
  list: number,
  purpose: StatusPurpose,
  time?: number,
): Promise<number[]> {
  const set: number[] = [];
  for (const doc of docs) {
    const at = places.get(doc._id);
    if (at?.list !== list) continue;
    const status = await statusAt(store, doc, time);
    if (status !== undefined && setBy[purpose].includes(status)) set.push(at.index);
  }
  return set;
}
