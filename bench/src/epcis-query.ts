import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  matches,
  parseQuery,
  prefixesOf,
  termsOf,
  type JsonObject,
  type Parameters,
} from '../../formats/src/epcis/index.ts';
import { eventSealing } from '../../gateway-api/src/epcis/event-sealing.ts';
import { openSubjectKeys } from '../../gateway-api/src/vault/subject-keys.ts';
import { openEventIndex, type IndexedEvent } from '../../gateway-api/src/epcis/event-index.ts';
import { measurement, median, type Measurement } from './measurement.ts';

const count = 100_000;
const rounds = 20;
const steps = [
  'commissioning',
  'packing',
  'shipping',
  'receiving',
  'storing',
  'inspecting',
  'retail_selling',
  'loading',
];
const dispositions = ['active', 'in_progress', 'in_transit'];
const start = Date.UTC(2026, 0, 1);
const timeOf = (number: number): string => new Date(start + number * 300_000).toISOString();
const lot = (number: number): string => `https://id.gs1.org/01/08936012345674/10/L${number}`;

/** A year of a province: 2,500 lots, each told of some forty times. The same in every run. */
const eventOf = (number: number): IndexedEvent => {
  const spread = (number * 7919) % count;
  const whole: JsonObject = {
    ...{ type: 'ObjectEvent', eventID: `urn:x:${number}`, action: 'OBSERVE', eventTimeZoneOffset: '+07:00' },
    ...{
      eventTime: timeOf(spread),
      recordTime: timeOf(number),
      bizStep: steps[spread % 8],
      disposition: dispositions[spread % 3],
    },
    quantityList: [{ epcClass: lot(spread % 2500), quantity: spread % 900, uom: 'KGM' }],
    readPoint: { id: `urn:x:place:${spread % 95}` },
    bizLocation: { id: `urn:x:place:${spread % 95}` },
  };
  return { id: `event-${number}`, whole, redacted: { id: number }, readers: ['*'], terms: termsOf(whole) };
};

const queries: readonly Parameters[] = [
  {},
  { MATCH_anyEPCClass: lot(17) },
  { EQ_bizStep: 'shipping' },
  { EQ_bizStep: 'shipping|receiving', EQ_disposition: 'in_transit' },
  { EQ_bizLocation: 'urn:x:place:7', EQ_bizStep: 'packing' },
  { GE_eventTime: timeOf(40_000), LT_eventTime: timeOf(41_000) },
  { EQ_bizStep: 'storing', GE_eventTime: timeOf(90_000), orderBy: 'recordTime' },
  { GT_quantity_KGM: 897, EQ_disposition: 'active' },
  { EQ_bizStep: 'loading', GT_quantity_KGM: 450, orderBy: 'recordTime', orderDirection: 'ASC' },
  { EQ_action: 'DELETE' },
];

/** Milliseconds of a page of 30 events out of 100,000, beside reading every event for the same query. */
export async function epcisQuery(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-epcis-'));
  try {
    const index = openEventIndex(
      join(folder, 'events.db'),
      eventSealing(openSubjectKeys(':memory:', Buffer.alloc(32))),
    );
    const events = Array.from({ length: count }, (_, number) => eventOf(number));
    for (let at = 0; at < count; at += 5000) index.add(events.slice(at, at + 5000));
    const pages: number[] = [];
    const scans: number[] = [];
    for (const parameters of queries) {
      const query = parseQuery(parameters, prefixesOf());
      let token: string | undefined;
      let first = 0;
      for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now();
        const page = index.find(query, 30, token);
        pages.push(performance.now() - begun);
        if (round === 0) first = page.events.length;
        token = page.next;
      }
      const begun = performance.now();
      const found = events.filter(({ terms }) => matches(terms, query.criteria)).length;
      scans.push(performance.now() - begun);
      if (Math.min(found, 30) !== first)
        throw new Error(`the index found ${first} of ${found} for ${JSON.stringify(parameters)}`);
    }
    index.close();
    const sorted = pages.toSorted((a, b) => a - b);
    return measurement({
      name: 'epcis-query',
      value: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN,
      unit: 'ms p95 a page of 30 of 100,000 events',
      target: { atMost: 50 },
      other: { name: 'reading every event (in memory), ms', value: median(scans) },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
