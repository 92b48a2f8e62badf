import { expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matches, parseQuery, prefixesOf, termsOf, type JsonObject, type Parameters } from '@daunguon/formats/epcis';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import { eventSealing } from './event-sealing.ts';
import { openEventIndex, type EventIndex, type IndexedEvent } from './event-index.ts';

/** The same numbers in every run (a linear congruential generator). */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
const draw = random(7);
const steps = ['shipping', 'receiving', 'packing', 'commissioning'];
const dispositions = ['active', 'in_transit', 'in_progress'];
const time = (hour: number): string => new Date(Date.UTC(2026, 10, 1) + hour * 3_600_000).toISOString();
const lot = (number: number): string => `https://id.gs1.org/01/08936012345674/10/L${number}`;

const events = Array.from({ length: 400 }, (_, number): IndexedEvent => {
  const whole: JsonObject = {
    ...{
      type: 'ObjectEvent',
      action: ['ADD', 'OBSERVE'][draw(2)],
      bizStep: steps[draw(4)],
      disposition: dispositions[draw(3)],
    },
    ...{ eventTime: time(draw(60)), eventTimeZoneOffset: '+07:00', recordTime: time(100 + draw(60)) },
    quantityList: [{ epcClass: lot(draw(40)), quantity: draw(20), uom: 'KGM' }, { epcClass: lot(draw(40)) }],
  };
  const readers = [`unit-${draw(3)}`];
  return { id: `event-${number}`, whole, redacted: { id: number }, readers, terms: termsOf(whole) };
});
const sealing = eventSealing(openSubjectKeys(':memory:', Buffer.alloc(32, 7)));
const index = openEventIndex(':memory:', sealing);
/** Walks along a term already where another sorts. */
const walking = openEventIndex(':memory:', sealing, 5);
for (const one of [index, walking]) one.add(events, 7);

const queries: readonly Parameters[] = [
  {},
  { EQ_bizStep: 'shipping' },
  { EQ_bizStep: 'shipping|receiving', EQ_disposition: 'active' },
  { MATCH_anyEPCClass: lot(3) },
  { MATCH_anyEPCClass: `${lot(3)}|${lot(4)}|${lot(5)}`, EQ_action: 'ADD' },
  { GE_eventTime: time(10), LT_eventTime: time(30), EQ_bizStep: 'packing' },
  { GT_quantity: 15 },
  { GE_quantity_KGM: 18, EQ_disposition: 'in_transit' },
  { EQ_quantity: 3, LT_recordTime: time(130) },
  { EQ_bizStep: 'storing' },
  { MATCH_epcClass: 'urn:x:none' },
];
const orders: readonly Parameters[] = [
  {},
  { orderBy: 'eventTime', orderDirection: 'ASC' },
  { orderBy: 'recordTime', orderDirection: 'DESC' },
  { orderBy: 'recordTime', orderDirection: 'ASC' },
];

test.each(queries.flatMap((query) => orders.map((order) => [{ ...query, ...order }] as const)))(
  'pages of %j are what reading every event finds',
  (parameters) => {
    for (const one of [index, walking]) check(one, parameters);
  },
);

function check(index: EventIndex, parameters: Parameters): void {
  const query = parseQuery(parameters, prefixesOf());
  const byId = new Map(events.map(({ id, whole }) => [id, whole]));
  const at = (id: string): number => Date.parse(String(byId.get(id)?.[query.orderBy]));
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = index.find(query, 7, token);
    found.push(...page.events.map(({ id }) => id));
    token = page.next;
  } while (token !== undefined);
  const expected = events.filter(({ terms }) => matches(terms, query.criteria)).map(({ id }) => id);
  expect(found.toSorted()).toEqual(expected.toSorted());
  expect(index.count(query, 1000)).toBe(expected.length);
  const times = found.map(at);
  expect(times).toEqual(times.toSorted((a, b) => (query.descending ? b - a : a - b)));
}

test('an event is added once, and the block is remembered', () => {
  index.add(events.slice(0, 10), 8);
  expect(index.block()).toBe(8);
  expect(index.count(parseQuery({}, prefixesOf()), 1000)).toBe(400);
});

test('values are listed in order, and only those of events that the reader may read', () => {
  expect(index.values(['bizStep'], undefined, 3)).toEqual({
    values: ['commissioning', 'packing', 'receiving'],
    next: 'receiving',
  });
  expect(index.values(['bizStep'], undefined, 3, 'receiving')).toEqual({ values: ['shipping'] });
  expect(index.values(['bizStep'], ['unit-0'], 9).values.length).toBeGreaterThan(0);
  expect(index.values(['bizStep'], ['nobody'], 9)).toEqual({ values: [] });
});

test('a place is listed while a unit that had an event there has its key, and lies readable nowhere', () => {
  const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
  const folder = mkdtempSync(join(tmpdir(), 'places-'));
  const file = join(folder, 'index.db');
  const places = openEventIndex(file, eventSealing(keys));
  const [shed, shop] = ['https://id.gs1.org/414/8936012340008', 'https://id.gs1.org/414/8936012340015'];
  const at = (id: string, unit: string, place: string): IndexedEvent => {
    const whole: JsonObject = { ...events[0]!.whole, readPoint: { id: place } };
    return { id, whole, redacted: { id }, readers: [unit, 'driver'], terms: termsOf(whole), unit };
  };
  places.add([at('1', 'farm', shed), at('2', 'packer', shed), at('3', 'packer', shop)]);
  const listed = (reader: string) => places.values(['readPoint'], [reader], 9).values.toSorted();
  expect([listed('driver'), listed('farm')]).toEqual([[shed, shop], [shed]]);
  expect(['index.db', 'index.db-wal'].some((name) => readFileSync(join(folder, name)).includes('89360123400'))).toBe(false); // prettier-ignore
  keys.destroy('epcis:packer');
  expect(listed('driver')).toEqual([shed]);
  keys.destroy('epcis:farm');
  expect(listed('driver')).toEqual([]);
  // The unit comes again.
  places.add([at('4', 'packer', shop)]);
  expect(listed('driver')).toEqual([shop]);
  places.close();
  keys.close();
  rmSync(folder, { recursive: true });
});

test('a token of elsewhere is refused', () => {
  expect(() => index.find(parseQuery({}, prefixesOf()), 7, 'bm8')).toThrow(RangeError);
});
