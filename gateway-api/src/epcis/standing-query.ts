import { eventUrn, type JsonObject } from '@daunguon/formats/epcis';
import type { IndexStore } from '../index-store/index-store.ts';
import { encodeCursor } from '../index-store/page-cursor.ts';
import type { NewMessage, Subscription } from '../webhooks/webhook-records.ts';
import type { MessageSource } from '../webhooks/webhook-worker.ts';
import { asReader, mayReadWhole, type Reader } from './epcis-reader.ts';
import type { EventCatalog } from './event-catalog.ts';
import type { EventIndex, FoundEvent } from './event-index.ts';
import type { EventStore } from './event-store.ts';
import { epcisCollection } from './ledger-steps.ts';
import { partsOf } from './named-query.ts';
import { queryDocument } from './query-document.ts';
import { readSchedule, type QuerySchedule } from './query-schedule.ts';
import { readQuery } from './query-routes.ts';

/** What a subscription to a named query asks for. */
export interface StandingWish {
  readonly name: string;
  readonly schedule?: QuerySchedule;
  readonly reportIfEmpty: boolean;
  readonly initialRecordTime?: string;
}
/** Events up to `after` in the order of their blocks were looked at; `due`: when the schedule runs next. */
interface Place {
  readonly after: string;
  readonly due?: number;
  /** The run under way has found something already. */
  readonly told?: true;
}
const placeText = (place: Place): string => JSON.stringify(place);

export interface StandingParts {
  readonly store: IndexStore;
  readonly catalog: Pick<EventCatalog, 'catchUp'>;
  readonly eventIndex: Pick<EventIndex, 'find'>;
  readonly events: Pick<EventStore, 'query'>;
}

const pageSize = 500;
/** Events in one delivery: `in manageable batches`, as the REST bindings say. */
const batch = 100;
/** A subscriber sees what anybody may see: the choice is made anew at every delivery. */
const anyone: Reader = { unit: '', inspects: false };

/** Where a new subscription begins: at the first event for an earlier record time, else behind everything that there is. */
export async function firstPlace(
  { store }: Pick<StandingParts, 'store'>,
  wish: StandingWish,
  now: number,
): Promise<string> {
  const head = await store.checkpoint();
  const end = encodeCursor({ value: head?.number ?? -1, id: head === undefined ? '' : '\u{10FFFF}' });
  const after = wish.initialRecordTime === undefined ? end : encodeCursor({ value: -1, id: '' });
  return placeText({ after, ...(wish.schedule === undefined ? {} : { due: readSchedule(wish.schedule)(now) }) });
}

/**
 * Standing queries (EPCIS 2.0, section 8.2.5): each event that comes and that the named query finds is delivered once. Followed is the order in
 * which the ledger recorded events, not their record time: one that was captured early and committed late would be passed over by that.
 */
export function standingSource({ store, catalog, eventIndex, events }: StandingParts): MessageSource {
  /** Events among these documents of the index that the query finds, in their order. */
  const matching = (ids: readonly string[], query: JsonObject, from: string | undefined): FoundEvent[] => {
    const { context, parameters } = partsOf(query);
    const asked = asReader(
      readQuery({ ...parameters, ...(from === undefined ? {} : { GE_recordTime: from }) }, context),
      anyone,
    );
    const among = { kind: 'words', term: 'eventID', values: ids.map(eventUrn) } as const;
    const found = eventIndex.find({ ...asked, criteria: [...asked.criteria, among] }, pageSize).events;
    const places = new Map(ids.map((id, place) => [id, place]));
    return [...found].sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  };
  const documentOf = (found: readonly FoundEvent[], { id, wish }: Subscription, now: number): string => {
    const list = found.map((event) => (mayReadWhole(anyone, event) ? event.whole : event.redacted));
    const { name } = wish as StandingWish;
    const document = queryDocument(list, name, new Date(now));
    const results = { queryName: name, subscriptionID: id, resultsBody: { eventList: list } };
    return JSON.stringify({ ...document, epcisBody: { queryResults: results } });
  };
  return {
    async next(subscription, now) {
      const { cursor } = subscription;
      const { name, schedule, reportIfEmpty, initialRecordTime } = subscription.wish as StandingWish;
      const place = JSON.parse(cursor) as Place;
      const named = events.query(name);
      const head = await store.checkpoint();
      if (named === undefined || head === undefined || (place.due !== undefined && now < place.due))
        return { messages: [], cursor };
      await catalog.catchUp();
      const page = await store.find(epcisCollection.name, {
        ...{ sort: { field: 'block' }, range: { field: 'block', to: head.number + 1 } },
        ...{ after: place.after, limit: pageSize },
      });
      const ids = page.docs.map(({ _id }) => _id);
      const found = ids.length === 0 ? [] : matching(ids, named.query, initialRecordTime);
      const last = page.docs.at(-1);
      const after = last === undefined ? place.after : encodeCursor({ value: Number(last['block']), id: last._id });
      const messages: NewMessage[] = [];
      for (let at = 0; at < found.length; at += batch) {
        const part = found.slice(at, at + batch);
        messages.push({
          about: `${part[0]?.id} ${part.length}`,
          body: documentOf(part, subscription, now),
          rows: part.length,
        });
      }
      const whole = page.next === undefined;
      if (whole && messages.length === 0 && place.told === undefined && reportIfEmpty && place.due !== undefined)
        messages.push({ about: `empty ${place.due}`, body: documentOf([], subscription, now), rows: 0 });
      // A run goes on until it has seen everything; only then is the next one due.
      const due = schedule === undefined || !whole ? place.due : readSchedule(schedule)(now);
      const told = !whole && (place.told === true || messages.length > 0);
      const next = { after, ...(due === undefined ? {} : { due }), ...(told ? { told } : {}) };
      return { messages, cursor: placeText(next) };
    },
  };
}
