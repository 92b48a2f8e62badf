import { expect, test } from '@jest/globals';
import { checkDocument } from './check-document.ts';
import { prefixesOf } from './context.ts';
import type { JsonObject } from './json.ts';
import { masterDataFor, masterDataIssues, masterDataOf, masterDataTerms } from './master-data.ts';
import { asksPublicOnly, matches } from './query/query-answers.ts';
import { parseQuery, QueryError } from './query/query.ts';

const place = 'urn:epc:id:sgln:0614141.00777.0';
const document = (attributes: readonly JsonObject[]): JsonObject => ({
  ...{ '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', type: 'EPCISDocument' },
  ...{ schemaVersion: '2.0', creationDate: '2026-11-24T08:00:00Z', epcisBody: { eventList: [] } },
  epcisHeader: {
    epcisMasterData: {
      vocabularyList: [
        {
          type: 'urn:epcglobal:epcis:vtype:BusinessLocation',
          vocabularyElementList: [
            { id: place, attributes },
            { id: 'urn:x:other', attributes },
          ],
        },
      ],
    },
  },
});
const known = document([
  { id: 'cbvmda:site', attribute: '0614141007778' },
  { id: 'urn:epcglobal:cbv:mda:sst', attribute: 201 },
]);
const event: JsonObject = { type: 'ObjectEvent', bizLocation: { id: 'https://id.gs1.org/414/0614141007776' } };
const terms = { words: masterDataTerms(event, masterDataOf(known)), numbers: [] };
const finds = (parameters: Record<string, string | string[]>): boolean =>
  matches(terms, parseQuery(parameters, prefixesOf()).criteria);

test('master data in a header is read, names in full, of identifiers in any spelling', () => {
  expect(checkDocument(known)).toEqual([]);
  expect(masterDataFor(event, masterDataOf(known))).toEqual({
    'https://id.gs1.org/414/0614141007776': [
      ['urn:epcglobal:cbv:mda:site', '0614141007778'],
      ['urn:epcglobal:cbv:mda:sst', '201'],
    ],
  });
  expect(masterDataOf({ type: 'EPCISDocument' })).toEqual({});
});

test('an event is found by the attributes of what it names', () => {
  expect(finds({ HASATTR_bizLocation: ['urn:epcglobal:cbv:mda:site'] })).toBe(true);
  expect(finds({ HASATTR_bizLocation: 'cbvmda:sst|cbvmda:city' })).toBe(true);
  expect(finds({ HASATTR_bizLocation: 'cbvmda:city' })).toBe(false);
  expect(finds({ HASATTR_readPoint: 'cbvmda:site' })).toBe(false);
  expect(finds({ 'EQATTR_bizLocation_cbvmda:sst': '201' })).toBe(true);
  expect(finds({ 'EQ_ATTR_bizLocation_urn:epcglobal:cbv:mda:sst': '202|201' })).toBe(true);
  expect(finds({ 'EQATTR_bizLocation_cbvmda:sst': '202' })).toBe(false);
});

test.each(['HASATTR_colour', 'HASATTR_', 'EQATTR_bizLocation', 'EQATTR_colour_cbvmda:sst'])(
  '%s is no parameter',
  (name) => {
    expect(() => parseQuery({ [name]: 'x' }, prefixesOf())).toThrow(QueryError);
  },
);

test('a prefix that nobody declared is refused; who may not read the whole may not ask', () => {
  expect(() => parseQuery({ 'EQATTR_bizLocation_x:y': 'z' }, prefixesOf())).toThrow('undeclared-prefix');
  expect(asksPublicOnly(parseQuery({ HASATTR_bizLocation: 'cbvmda:site' }, prefixesOf()).criteria)).toBe(false);
});

test.each<[string, JsonObject[]]>([
  ['too many attributes', Array.from({ length: 101 }, (_, index) => ({ id: `urn:x:${index}`, attribute: '1' }))],
  ['a value that is too long', [{ id: 'urn:x:1', attribute: 'x'.repeat(1001) }]],
])('%s: refused by its place', (_name, attributes) => {
  expect(masterDataIssues(document(attributes)).map(({ pointer, code }) => [pointer, code])[0]).toEqual([
    '/epcisHeader/epcisMasterData/vocabularyList/0/vocabularyElementList/0',
    'too-long',
  ]);
});
