/** GS1's schema accepts what we emit and what we accept, and refuses what we refuse, except what we refuse beyond it, by name. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDocument } from './check-document.ts';
import { acceptedEvents, refusedDocuments, refusedEvents } from './document-cases.ts';
import { documentOf, exampleEvents, nativeSteps } from './epcis-fixtures.ts';
import { eventFields, redactedEvent } from './event-fields.ts';
import type { Issue, IssueCode } from './issues.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { nativeEvent, ownContext } from './native-events.ts';
import { officialFindings } from './test-official-schema.ts';

describe('what we emit', () => {
  test.each(Object.entries(nativeSteps))('a step of the ledger: %s', (_name, step) => {
    expect(officialFindings(documentOf([nativeEvent(step)], [ownContext]))).toEqual([]);
  });

  test.each(Object.entries(exampleEvents))('what a stranger sees of an event: %s', (_type, event) => {
    const capture = { recordTime: '2026-11-24T08:00:01.000Z', commune: '26425', unit: 'U', readers: [] };
    const values = new Map(eventFields(event, [], capture));
    const seen = redactedEvent('0000000000000000000000000E', values, capture.recordTime);
    expect(officialFindings(documentOf([seen], [ownContext]))).toEqual([]);
  });
});

describe('what we accept', () => {
  test.each(Object.entries(exampleEvents))('an event of type %s', (_type, event) => {
    expect(officialFindings(documentOf([event]))).toEqual([]);
  });
  test.each(acceptedEvents)('%s', (_name, event, context) => {
    expect(officialFindings(documentOf([event], context))).toEqual([]);
  });
});

/** What the schema does not see or ask, and we refuse. */
const beyond = new Set<IssueCode>(['undeclared-prefix', 'needs-parent', 'negative']);
const valueAt = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
/** A word that GS1's namespace has not is a URI like any other to the schema. */
const isInvented = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('https://ref.gs1.org/cbv/');
/** Our findings that the schema must share. */
const shared = (document: unknown): Issue[] =>
  checkDocument(document).filter(
    ({ pointer, code }) => !beyond.has(code) && !(code === 'vocabulary' && isInvented(valueAt(document, pointer))),
  );

describe('what we refuse', () => {
  const all = refusedEvents.map(([name, event]) => [name, documentOf([event])] as const);
  test.each(all.filter(([, document]) => shared(document).length > 0))('%s', (_name, document) => {
    expect(officialFindings(document)).not.toEqual([]);
  });
  test.each(refusedDocuments)('a document: %s', (_name, document) => {
    expect(officialFindings(document)).not.toEqual([]);
  });
  test('beyond the schema, of these: undeclared prefixes, invented words, a packing without parent, less than nothing', () => {
    const ours = all.filter(([, document]) => shared(document).length === 0);
    expect(ours.map(([name]) => name)).toEqual([
      ...['an invented word in the namespace of CBV', 'an undeclared prefix', 'an undeclared prefix deep inside'],
      ...['a negative quantity', 'a packing without parent'],
    ]);
    expect(ours.filter(([, document]) => officialFindings(document).length > 0)).toEqual([]);
  });
});

/** Any place in the document, what is done there, and with what. */
const mutation = fc.record({
  place: fc.nat(100_000),
  what: fc.constantFrom('remove', 'replace', 'add', 'repeat'),
  value: fc.constantFrom<JsonValue>(
    ...[null, true, 0, -1, 7.5, '', 'x', 'urn:x:1', 'ADD', 'OBSERVE', 'DELETE', 'packing', 'in_progress', 'recalled'],
    ...['2026-11-24T08:00:00', '2026-11-24T08:00:00Z', '+07:00', '+15:00', 'KGM', 'https://ref.gs1.org/cbv/BizStep-x'],
    ...[
      [],
      {},
      ['urn:x:1'],
      ['urn:x:1', 'urn:x:1'],
      { id: 'urn:x:1' },
      { set: ['recalled'] },
      [{ epcClass: 'urn:x:1' }],
    ],
  ),
  name: fc.constantFrom(
    ...['x', 'example:x', 'foo:x', 'urn:x:y', 'ilmd', 'epcList', 'childEPCs', 'parentID', 'transformationID', 'uom'],
    ...[
      'persistentDisposition',
      'quantityList',
      'sensorElementList',
      'certificationInfo',
      'bizTransactionList',
      'type',
    ],
  ),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer One> ? One : never;

/** The document with one part of its event changed. */
const mutated = (event: JsonObject, { place, what, value, name }: Mutation) => {
  const document = structuredClone(documentOf([event], [ownContext])) as JsonObject;
  const [changed] = (document['epcisBody'] as { eventList: JsonObject[] }).eventList;
  const places: [container: JsonValue[] | JsonObject, key: string | number][] = [];
  const walk = (container: JsonValue[] | JsonObject): void => {
    for (const key of Array.isArray(container) ? container.keys() : Object.keys(container)) {
      places.push([container, key]);
      const inner = (container as JsonObject)[key];
      if (typeof inner === 'object' && inner !== null) walk(inner as JsonObject);
    }
  };
  walk(changed!);
  const [container, key] = places[place % places.length]!;
  const at = container as Record<string, JsonValue>;
  if (Array.isArray(container)) {
    if (what === 'remove') container.splice(Number(key), 1);
    else if (what === 'replace') container[Number(key)] = value;
    else container.push(what === 'repeat' ? container[Number(key)]! : value);
  } else if (what === 'remove') delete at[key];
  else if (what === 'add') at[name] = value;
  else at[key] = value;
  return document;
};

test('of random changes, what we accept the schema accepts, and what we alone refuse lies beyond it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(exampleEvents)), mutation, (event, change) => {
      const document = mutated(event, change);
      const [found, theirs] = [checkDocument(document), officialFindings(document)];
      if (found.length === 0) expect([document, theirs]).toEqual([document, []]);
      else if (theirs.length === 0) expect([document, shared(document)]).toEqual([document, []]);
    }),
    { numRuns: 1000 },
  );
});
