import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { eventsOf } from './check-document.ts';
import { eventHash, hashTime, preHash } from './event-hash.ts';
import type { JsonObject } from './json.ts';

interface Vector {
  readonly name: string;
  readonly hashes: readonly string[];
  readonly document: JsonObject;
}
const file = new URL('../../vectors/epcis-event-hash-generator/data/events.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];

/** Some documents name the fields that a repository added, with a name of the vectors' own. */
const ignoredIn = (document: JsonObject): string[] =>
  ((/"repository-x:ignoreFields":(\[[^\]]*\])/.exec(JSON.stringify(document)) ?? [])[1] ?? '[]').match(/[\w:-]+/g) ??
  [];

describe('the event hash of CBV 2.0', () => {
  test.each(vectors.map((vector) => [vector.name, vector] as const))('is that of the vectors: %s', (_name, vector) => {
    const { document, hashes } = vector;
    const options = { context: document['@context'], ignored: ignoredIn(document) };
    expect(eventsOf(document).map((event) => eventHash(event, options))).toEqual(hashes);
  });

  const event: JsonObject = {
    type: 'ObjectEvent',
    eventTime: '2026-11-24T08:00:00+07:00',
    eventTimeZoneOffset: '+07:00',
    action: 'OBSERVE',
    bizStep: 'shipping',
    quantityList: [{ epcClass: 'https://nguon.example.vn/01/08936012345674/10/SR-1', quantity: 10.5, uom: 'KGM' }],
  };

  test('takes each value in its one spelling', () => {
    expect(preHash(event)).toBe(
      'eventType=ObjectEventeventTime=2026-11-24T01:00:00.000ZeventTimeZoneOffset=+07:00quantityListquantityElement' +
        'epcClass=https://id.gs1.org/01/08936012345674/10/SR-1quantity=10.5uom=KGMaction=OBSERVE' +
        'bizStep=https://ref.gs1.org/cbv/BizStep-shipping',
    );
  });

  test.each<[string, JsonObject]>([
    ['a record time', { recordTime: '2026-11-24T09:00:00Z' }],
    ['an event id', { eventID: 'urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301' }],
    ['an error declaration', { errorDeclaration: { declarationTime: '2026-11-25T00:00:00Z' } }],
    ['another zone for the same instant', { eventTime: '2026-11-24T01:00:00Z' }],
    ['a URI for its word', { bizStep: 'https://ref.gs1.org/cbv/BizStep-shipping' }],
    ['an empty list', { epcList: [] }],
  ])('does not change with %s', (_name, change) => {
    expect(eventHash({ ...event, ...change })).toBe(eventHash(event));
  });

  test.each<[string, JsonObject]>([
    ['another zone offset', { eventTimeZoneOffset: '+08:00' }],
    ['a millisecond', { eventTime: '2026-11-24T08:00:00.001+07:00' }],
    [
      'another quantity',
      { quantityList: [{ epcClass: 'https://id.gs1.org/01/08936012345674/10/SR-1', quantity: 10 }] },
    ],
    ['an extension', { 'https://example.org/ns/note': 'x' }],
  ])('changes with %s', (_name, change) => {
    expect(eventHash({ ...event, ...change })).not.toBe(eventHash(event));
  });

  test.each([
    ['2023-02-02T11:04:03.1415Z', '2023-02-02T11:04:03.142Z'],
    ['2023-02-02T11:04:03.1414Z', '2023-02-02T11:04:03.141Z'],
    ['2023-02-02T11:04:59.9996+07:00', '2023-02-02T04:05:00.000Z'],
    ['not a time', 'not a time'],
  ])('rounds %s to %s', (text, expected) => {
    expect(hashTime(text)).toBe(expected);
  });
});
