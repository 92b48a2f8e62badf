import {
  vietnamDate,
  type BatchBody,
  type BatchDossier,
  type DiaryEntryBody,
  type EventBody,
  type RecordState,
} from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateIn, stateOf } from '../record-reads.ts';
import { lineage } from './lineage.ts';

const dayMs = 86_400_000;
/** Days before a harvest whose diary belongs to it: the longest season of the crops that are grown here. */
const seasonDays = 400;
const most = 1000;

const ofType = <Body>(states: readonly RecordState[], type: string): RecordState<Body>[] =>
  states.filter((state) => state.type === type) as RecordState<Body>[];
const byId = <Body>(states: readonly RecordState<Body>[]): Map<string, RecordState<Body>> =>
  new Map(states.map((state) => [state.id, state]));

/** Entries of a growing area's diary between two days, oldest first. */
export async function diaryOf(
  store: IndexStore,
  growingArea: string,
  from: string,
  until: string,
): Promise<RecordState<DiaryEntryBody>[]> {
  const found: RecordState<DiaryEntryBody>[] = [];
  let after: string | undefined;
  do {
    const equals = { type: 'origin/diary-entry', subject: growingArea };
    const page = await store.find('records', { equals, limit: most, ...(after === undefined ? {} : { after }) });
    found.push(...(page.docs.map(stateIn) as RecordState<DiaryEntryBody>[]));
    after = page.next;
  } while (after !== undefined);
  return found
    .filter(({ body }) => from <= body.date && body.date <= until)
    .sort((a, b) => (a.body.date === b.body.date ? (a.id < b.id ? -1 : 1) : a.body.date < b.body.date ? -1 : 1));
}

/** Everything that the index has about a batch and what it was made from; undefined when the record is no batch. `now` in milliseconds. */
export async function dossierOf(store: IndexStore, id: string, now: number): Promise<BatchDossier | undefined> {
  const batch = await stateOf(store, id);
  if (batch?.type !== 'origin/batch') return undefined;
  const load = async (ids: Iterable<string | undefined>): Promise<RecordState[]> => {
    const wanted = [...new Set(ids)].filter((one) => one !== undefined);
    return (await Promise.all(wanted.map((one) => stateOf(store, one)))).filter((state) => state !== undefined);
  };
  const family = ofType<BatchBody>(await load(await lineage(store, id)), 'origin/batch');
  const parts = await Promise.all(
    family.map(({ id: one }) => store.find('participations', { equals: { batch: one }, limit: most })),
  );
  const events = ofType<EventBody>(
    await load(parts.flatMap(({ docs }) => docs.map((doc) => String(doc['event'])))),
    'origin/event',
  ).sort((a, b) => (a.ts === b.ts ? (a.id < b.id ? -1 : 1) : a.ts < b.ts ? -1 : 1));
  const places = await load(family.flatMap(({ body }) => [body.growingArea, body.farm, body.packingHouse]));
  const named = places.flatMap(({ body }) => (body as { certificates?: string[] }).certificates ?? []);
  const certificates = await load([...named, ...family.flatMap(({ body }) => body.certificates ?? [])]);
  const units = await load([
    ...family.flatMap(({ body, owner }) => [body.producer, owner]),
    ...events.flatMap(({ body }) => [body.unit, body.to]),
    ...places.map(({ owner }) => owner),
  ]);
  const harvests = family.flatMap(({ body: { kind, growingArea, harvestDate } }) =>
    kind === 'harvest' && growingArea !== undefined && harvestDate !== undefined ? [{ growingArea, harvestDate }] : [],
  );
  const diary = await Promise.all(
    harvests.map(({ growingArea, harvestDate }) => {
      const from = new Date(Date.parse(harvestDate) - seasonDays * dayMs).toISOString().slice(0, 10);
      return diaryOf(store, growingArea, from, harvestDate);
    }),
  );
  return {
    batch: batch as RecordState<BatchBody>,
    ancestors: family.filter((one) => one.id !== id),
    events,
    areas: byId(ofType(places, 'origin/growing-area')),
    farms: byId(ofType(places, 'origin/farm')),
    houses: byId(ofType(places, 'origin/packing-house')),
    certificates: byId(ofType(certificates, 'origin/certificate')),
    units: byId(ofType(units, 'registry/unit')),
    diary: [...byId(diary.flat()).values()],
    today: vietnamDate(now),
  };
}
