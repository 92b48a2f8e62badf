import {
  eventFields,
  eventUrn,
  masterDataTerms,
  nativeEvent,
  ownContext,
  publicPointers,
  redactedEvent,
  saltedFields,
  termsOf,
  type EventTerms,
  type JsonObject,
  type NativeStep,
} from '@daunguon/formats/epcis';
import type { Field } from '@daunguon/proof';
import type { BatchBody, RecordState } from '@daunguon/records';
import { stateIn, stateOf } from '../domains/record-reads.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { versionId } from '../index-store/version-keys.ts';
import type { EventIndex, IndexedEvent } from './event-index.ts';
import type { EventStore, StoredEvent } from './event-store.ts';
import { nativeStep } from './ledger-steps.ts';

const pageSize = 500;

/** All fields of a captured event with their salts; what they commit to is on the ledger. */
export const fieldsOf = ({ id, event, context, saltSeed, unit, commune, readers, recordTime }: StoredEvent): Field[] =>
  saltedFields(id, saltSeed, eventFields(event, context, { unit, commune, readers, recordTime }));

/** An event by its own id and by that of its ledger record. */
const withUrn = (terms: EventTerms, id: string, attributes: EventTerms['words']): EventTerms => ({
  ...terms,
  words: [
    ...attributes,
    ...terms.words.filter(([name, value]) => name !== 'eventID' || value !== eventUrn(id)),
    ['eventID', eventUrn(id)],
  ],
});

/** A captured event as queries answer it. */
function capturedEvent(stored: StoredEvent): IndexedEvent {
  const { id, event, context, recordTime, readers, unit, commune } = stored;
  const whole: JsonObject = {
    ...event,
    ...(Array.isArray(context) && context.length > 0 ? { '@context': context } : {}),
    recordTime,
  };
  const values = new Map(eventFields(event, context, { unit, commune, readers, recordTime }));
  const shown = new Map([...values].filter(([pointer]) => publicPointers.includes(pointer)));
  const attributes = masterDataTerms(event, stored.masterData ?? {});
  const terms = withUrn(termsOf(whole), id, attributes);
  return { id, whole, redacted: redactedEvent(id, shown, recordTime), readers, terms, unit };
}

/** A step of the ledger as queries answer it: its records are public, so is the whole of it. */
function ledgerEvent(step: NativeStep): IndexedEvent {
  const whole = nativeEvent(step);
  return { id: step.id, whole, redacted: whole, readers: ['*'], terms: termsOf(whole, ownContext) };
}

/**
 * Keeps the index of events beside the blocks. The ledger's index says in which order events came; captured ones are read from their
 * store, which has them before the ledger does.
 */
export function eventCatalog(store: IndexStore, events: EventStore, index: EventIndex) {
  const batchOf = async (id: string): Promise<BatchBody | undefined> => {
    const state = await stateOf(store, id);
    return state?.type === 'origin/batch' ? (state.body as BatchBody) : undefined;
  };
  const communeOf = async (unit: string): Promise<string | undefined> =>
    ((await stateOf(store, unit))?.body as { commune?: string } | undefined)?.commune;
  const versionOf = async (record: string, version: number): Promise<RecordState | undefined> => {
    const doc = await store.get('versions', versionId(record, version));
    return doc === undefined ? undefined : stateIn(doc);
  };

  const indexed = async (doc: StoredDoc): Promise<IndexedEvent[]> => {
    const [record, step] = [String(doc['record']), String(doc['step'])];
    if (step === 'captured') {
      events.confirm(record);
      const stored = events.event(record);
      // Captured through another gateway, which alone has what it says, or of a unit that was erased.
      return stored === undefined ? [] : [capturedEvent(stored)];
    }
    const state = await versionOf(record, Number(doc['version']));
    if (state === undefined) return [];
    return [ledgerEvent(await nativeStep(step as NativeStep['step'], doc._id, state, batchOf, communeOf))];
  };

  const advance = async (): Promise<void> => {
    const head = await store.checkpoint();
    if (head === undefined || head.number <= index.block()) return;
    // Blocks up to the checkpoint are whole; above it a store may show half of one.
    const range = { field: 'block', from: index.block() + 1, to: head.number + 1 };
    let after: string | undefined;
    do {
      const page = await store.find('epcis', {
        ...{ range, sort: { field: 'block' }, limit: pageSize },
        ...(after === undefined ? {} : { after }),
      });
      const found: IndexedEvent[] = [];
      for (const doc of page.docs) found.push(...(await indexed(doc)));
      index.add(found);
      after = page.next;
    } while (after !== undefined);
    index.add([], head.number);
  };

  let running: Promise<void> = Promise.resolve();
  return {
    /** Resolves when the index shows every block that the ledger's index does. */
    catchUp: (): Promise<void> => {
      running = running.catch(() => undefined).then(advance);
      return running;
    },
    /** Id of the record of an event, by its URN, its own id or the record's id. */
    recordOf: (id: string): string | undefined => {
      const [, urn] = /^urn:daunguon:event:(.+)$/.exec(id) ?? [];
      return urn ?? events.withEventId(id) ?? id;
    },
  };
}
export type EventCatalog = ReturnType<typeof eventCatalog>;
