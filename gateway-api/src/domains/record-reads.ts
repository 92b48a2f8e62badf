import { isId } from '@daunguon/proof';
import { communes, type BatchBody, type EventBody, type RecordState } from '@daunguon/records';
import { recordTitle } from '@daunguon/records/record-title';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { lineage, noticeOver } from './origin/lineage.ts';

const communeNames = new Map(communes.map(({ code, name }) => [code, name]));

export const stateIn = (doc: StoredDoc): RecordState => doc['state'] as unknown as RecordState;

export async function stateOf(store: IndexStore, id: string): Promise<RecordState | undefined> {
  const doc = await store.get('records', id);
  return doc === undefined ? undefined : stateIn(doc);
}

/** The name that a record gives itself; its id where it has none. */
export const nameOf = async (store: IndexStore, id: string): Promise<string> =>
  ((await stateOf(store, id))?.body as { readonly name?: string } | undefined)?.name ?? id;

/** The newest states of these records, those that the index has. */
export async function statesOf(store: IndexStore, ids: readonly string[]): Promise<ReadonlyMap<string, RecordState>> {
  const states = new Map<string, RecordState>();
  for (const id of ids) {
    const state = await stateOf(store, id);
    if (state !== undefined) states.set(id, state);
  }
  return states;
}

const placeOf = (code: string | undefined) =>
  code === undefined ? undefined : { code, name: communeNames.get(code) ?? code };

/** What happened to a batch and to those it was made from, oldest first. */
async function timelineOf(store: IndexStore, family: readonly string[]) {
  const entries = new Map<string, { doc: StoredDoc; eventType: string }>();
  for (const batch of family) {
    const doc = await store.get('records', batch);
    if (doc !== undefined && (stateIn(doc).body as Partial<BatchBody>).kind === 'harvest') {
      // Most lots are never written again.
      const first = stateIn(doc).version === 1 ? doc : await store.get('versions', `${batch}:00000001`);
      entries.set(batch, { doc: first ?? doc, eventType: 'harvest' });
    }
    for (const part of (await store.find('participations', { equals: { batch }, limit: 1000 })).docs) {
      const event = await store.get('records', String(part['event']));
      if (event)
        entries.set(String(part['event']), { doc: event, eventType: (stateIn(event).body as EventBody).eventType });
    }
  }
  const list = await Promise.all(
    [...entries].map(async ([entryId, { doc, eventType }]) => {
      const state = stateIn(doc);
      const body = state.body as Partial<EventBody> & { producer?: string };
      const unitId = body.unit ?? body.producer ?? state.owner;
      const unit = (await stateOf(store, unitId))?.body as { name?: string; commune?: string } | undefined;
      return {
        id: entryId,
        type: state.type,
        eventType,
        at: state.ts,
        txId: String(doc['txId']),
        unit: { id: unitId, name: unit?.name ?? unitId },
        commune: placeOf(body.commune ?? unit?.commune),
        ...(body.discrepancy ? { discrepancy: body.discrepancy } : {}),
        ...(body.unconfirmed ? { unconfirmed: body.unconfirmed } : {}),
      };
    }),
  );
  return list.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

/** Other records that a body refers to, as many as are named in an answer. */
const mostNamed = 60;
function mentioned(body: unknown): readonly string[] {
  const ids = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string' && isId(value)) ids.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(body);
  return [...ids].slice(0, mostNamed);
}

/** The public answer about one record, with the Fabric evidence; undefined when the index has none. */
export async function publicRecord(store: IndexStore, id: string) {
  const doc = await store.get('records', id);
  if (doc === undefined) return undefined;
  const record = stateIn(doc);
  // A record that the ledger knows by its commitment has no body.
  const body = (record.body ?? {}) as Partial<BatchBody>;
  const family = record.type === 'origin/batch' ? await lineage(store, id) : [];
  const timeline = await timelineOf(store, family);
  const unitIds = new Set([
    record.owner,
    ...(body.producer ? [body.producer] : []),
    ...timeline.map(({ unit }) => unit.id),
  ]);
  const units: Record<string, { name: string }> = {};
  for (const [other, state] of await statesOf(store, [...unitIds, ...mentioned(record.body)])) {
    const name = recordTitle(state);
    if (name !== other) units[other] = { name };
  }
  const notice = await noticeOver(store, family);
  const { reason, class: recallClass } = (notice?.body ?? {}) as { reason?: string; class?: string };
  const { txId, blockNumber, blockTime, endorsers } = doc;
  return {
    record,
    ...{ txId, blockNumber, blockTime, endorsers, statedBy: 'gateway', timeline, units },
    ...(notice ? { recall: { id: notice.id, reason, class: recallClass, at: notice.ts } } : {}),
    commune: placeOf(body.commune),
  };
}
