import { expect, test } from '@jest/globals';
import { canonicalize } from '@daunguon/proof';
import { checkDocument } from './check-document.ts';
import { documentOf, exampleEvents } from './epcis-fixtures.ts';
import { eventFields, publicPointers, redactedEvent } from './event-fields.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { ownContext } from './native-events.ts';
import { weightTotals } from './weight-totals.ts';

const unit = '00000000000000000000000001';
const capture = { unit, commune: '26425', readers: [unit], recordTime: '2026-11-24T02:00:00.000Z' };
const secrets: JsonObject = {
  eventID: 'urn:uuid:secret-1',
  readPoint: { id: 'https://id.gs1.org/414/8936012300017/254/SECRET-2' },
  bizTransactionList: [{ type: 'inv', bizTransaction: 'urn:epcglobal:cbv:bt:8936012300017:SECRET-3' }],
  sourceList: [{ type: 'owning_party', source: 'urn:x:SECRET-4' }],
  certificationInfo: ['urn:x:SECRET-5'],
  'example:note': 'SECRET-6',
  errorDeclaration: { declarationTime: '2026-11-25T00:00:00Z', reason: 'incorrect_data', 'example:by': 'SECRET-7' },
};
const context = [{ example: 'https://ns.example.com/epcis/' }];

test.each(Object.entries(exampleEvents))(
  'the redacted view of %s is valid and hides what is not public',
  (type, event) => {
    const whole: JsonObject = { ...event, ...secrets };
    expect(checkDocument(documentOf([whole], context))).toEqual([]);
    const fields = eventFields(whole, context, capture);
    // Each field has one canonical form, numbers with fractions among them.
    for (const [, value] of fields) canonicalize(value);
    const seen = new Map(fields.filter(([pointer]) => publicPointers.includes(pointer)));
    const redacted = redactedEvent(unit, seen, capture.recordTime);
    expect(checkDocument(documentOf([redacted], [ownContext]))).toEqual([]);
    expect(JSON.stringify(redacted)).not.toMatch(/secret|1250|KGM|26\.5/i);
    expect(redacted).toMatchObject({
      type,
      bizStep: whole['bizStep'],
      'dn:commune': '26425',
      eventTime: whole['eventTime'],
    });
  },
);

test('what is named by a prefix is shown in full', () => {
  const own = { ...exampleEvents.ObjectEvent, type: 'example:Audit', bizStep: 'example:weighing' };
  const shown = new Map(eventFields(own, context, capture).filter(([pointer]) => publicPointers.includes(pointer)));
  const redacted = redactedEvent(unit, shown, capture.recordTime);
  expect(redacted).toMatchObject({
    type: 'https://ns.example.com/epcis/Audit',
    bizStep: 'https://ns.example.com/epcis/weighing',
  });
  expect(checkDocument(documentOf([redacted], [ownContext]))).toEqual([]);
});

test('every part of an event is in one of its fields', () => {
  const whole: JsonObject = { ...exampleEvents.ObjectEvent, ...secrets };
  const text = JSON.stringify(eventFields(whole, context, capture));
  for (const mark of ['1', '2', '3', '4', '5', '6', '7']) expect(text.toUpperCase()).toContain(`SECRET-${mark}`);
  expect(text).toContain('"1250.5"');
  expect(eventFields(whole, context, capture).map(([pointer]) => pointer)).toHaveLength(32);
});

test('a lot has one spelling in the fields', () => {
  const event: JsonObject = {
    ...exampleEvents.ObjectEvent,
    quantityList: [{ epcClass: 'urn:epc:class:lgtin:4054739.099914.P2' }],
  };
  const values = new Map(eventFields(event, [], capture));
  expect(values.get('/epcClasses')).toEqual({ quantityList: ['https://id.gs1.org/01/04054739999148/10/P2'] });
});

const weighed = (...entries: readonly (readonly [number, string?])[]): JsonValue =>
  entries.map(([quantity, uom]) => ({ epcClass: 'urn:x:1', quantity, ...(uom === undefined ? {} : { uom }) }));
test.each<[string, JsonObject, JsonValue]>([
  [
    'sums over units of mass',
    { inputQuantityList: weighed([1, 'TNE'], [0.5, 'KGM']), outputQuantityList: weighed([250, 'GRM']) },
    { inputs: '1000500000', outputs: '250000' },
  ],
  [
    'counts what was weighed on the way out',
    { inputQuantityList: weighed([1, 'KGM']), outputQuantityList: weighed([2, 'KGM'], [7]) },
    { inputs: '1000000', outputs: '2000000' },
  ],
  [
    'knows not what pieces weigh',
    { inputQuantityList: weighed([1, 'KGM'], [7]), outputQuantityList: weighed([2, 'KGM']) },
    null,
  ],
  [
    'knows not what objects weigh',
    { inputEPCList: ['urn:x:1'], inputQuantityList: weighed([1, 'KGM']), outputQuantityList: weighed([2, 'KGM']) },
    null,
  ],
  [
    'knows not what litres weigh',
    { inputQuantityList: weighed([1, 'LTR']), outputQuantityList: weighed([2, 'KGM']) },
    null,
  ],
])('the balance %s', (_name, lists, expected) => {
  expect(weightTotals({ type: 'TransformationEvent', ...lists })).toEqual(expected);
});
