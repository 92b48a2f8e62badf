import { documentOf, exampleEvents } from './epcis-fixtures.ts';
import type { JsonObject } from './json.ts';

/** Events and documents that are right or wrong, by what is particular about them: judged by our checks and by GS1's schema. */
const { ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent, AssociationEvent } = exampleEvents;
export const ownPrefix = { example: 'https://ns.example.com/epcis/' };
const without = (event: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)));

/** Name, event, context of its document beyond the standard's. */
export const acceptedEvents: readonly (readonly [string, JsonObject, readonly JsonObject[]])[] = [
  ['an extension with a declared prefix', { ...ObjectEvent, 'example:note': { 'example:inner': 1 } }, [ownPrefix]],
  ['a step of another vocabulary', { ...ObjectEvent, bizStep: 'urn:gdst:bizStep:farmHarvest' }, []],
  ['a word of CBV as a prefixed name', { ...ObjectEvent, bizStep: 'cbv:BizStep-commissioning' }, []],
  [
    'an observation of no objects',
    { ...without(ObjectEvent, 'quantityList', 'ilmd'), action: 'OBSERVE', epcList: [] },
    [],
  ],
  [
    'an own event type',
    { type: 'example:Audit', eventTime: '2026-11-24T08:00:00Z', eventTimeZoneOffset: '+07:00' },
    [ownPrefix],
  ],
  [
    'an error declaration',
    { ...ObjectEvent, errorDeclaration: { declarationTime: '2026-11-24T08:00:00Z', reason: 'did_not_occur' } },
    [],
  ],
  [
    'one side of a transformation with its id',
    { ...without(TransformationEvent, 'outputQuantityList'), transformationID: 'urn:x:1' },
    [],
  ],
  ['a single certificate', { ...ObjectEvent, certificationInfo: 'https://example.org/c/1' }, []],
];

/** Name, event, our first finding. */
export const refusedEvents: readonly (readonly [string, JsonObject, string])[] = [
  ['no time', without(ObjectEvent, 'eventTime'), '/eventTime missing'],
  ['a time without zone', { ...ObjectEvent, eventTime: '2026-11-24T08:00:00' }, '/eventTime time'],
  ['an offset out of range', { ...ObjectEvent, eventTimeZoneOffset: '+15:00' }, '/eventTimeZoneOffset pattern'],
  ['no action', without(ObjectEvent, 'action', 'ilmd'), '/action missing'],
  ['an unknown action', { ...ObjectEvent, action: 'MOVE' }, '/action value'],
  ['nothing named', without(ObjectEvent, 'quantityList', 'sensorElementList'), ' needs-what'],
  ['ilmd of what exists', { ...ObjectEvent, action: 'OBSERVE' }, '/ilmd ilmd-without-add'],
  ['a step that CBV has not', { ...ObjectEvent, bizStep: 'harvesting' }, '/bizStep vocabulary'],
  ['a step by its old URN', { ...ObjectEvent, bizStep: 'urn:epcglobal:cbv:bizstep:packing' }, '/bizStep vocabulary'],
  [
    'an invented word in the namespace of CBV',
    { ...ObjectEvent, bizStep: 'https://ref.gs1.org/cbv/BizStep-x' },
    '/bizStep vocabulary',
  ],
  ['an unknown disposition', { ...ObjectEvent, disposition: 'fresh' }, '/disposition vocabulary'],
  [
    'an unknown persistent one',
    { ...TransformationEvent, persistentDisposition: { set: ['fresh'] } },
    '/persistentDisposition/set/0 vocabulary',
  ],
  ['an empty persistent one', { ...TransformationEvent, persistentDisposition: {} }, '/persistentDisposition too-few'],
  ['a bare unknown field', { ...ObjectEvent, note: 'x' }, '/note unknown-field'],
  ['an undeclared prefix', { ...ObjectEvent, 'foo:note': 'x' }, '/foo:note undeclared-prefix'],
  [
    'an undeclared prefix deep inside',
    { ...ObjectEvent, ilmd: { 'gs1:a': { 'foo:b': 1 } } },
    '/ilmd/gs1:a/foo:b undeclared-prefix',
  ],
  ['a field of another type', { ...AggregationEvent, epcList: [] }, '/epcList unknown-field'],
  [
    'a closed part with more in it',
    { ...AggregationEvent, childQuantityList: [{ epcClass: 'urn:x:1', price: 3 }] },
    '/childQuantityList/0/price unknown-field',
  ],
  [
    'a negative quantity',
    { ...AggregationEvent, childQuantityList: [{ epcClass: 'urn:x:1', quantity: -1 }] },
    '/childQuantityList/0/quantity negative',
  ],
  [
    'a quantity as text',
    { ...AggregationEvent, childQuantityList: [{ epcClass: 'urn:x:1', quantity: '7' }] },
    '/childQuantityList/0/quantity wrong-type',
  ],
  [
    'a unit that is none',
    { ...AggregationEvent, childQuantityList: [{ epcClass: 'urn:x:1', uom: 'kg' }] },
    '/childQuantityList/0/uom pattern',
  ],
  ['a packing without parent', without(AggregationEvent, 'parentID'), '/parentID needs-parent'],
  ['children missing', without(AssociationEvent, 'childEPCs'), ' needs-what'],
  ['no transaction', without(TransactionEvent, 'bizTransactionList'), '/bizTransactionList missing'],
  ['outputs from nothing', without(TransformationEvent, 'inputQuantityList'), ' needs-inputs-and-outputs'],
  [
    'the same object twice',
    { ...without(ObjectEvent, 'quantityList'), epcList: ['urn:x:1', 'urn:x:1'] },
    '/epcList twice',
  ],
  ['an id that is no URI', { ...ObjectEvent, eventID: 'no uri' }, '/eventID uri'],
  ['a certificate that is no URI', { ...ObjectEvent, certificationInfo: ['VietGAP'] }, '/certificationInfo/0 uri'],
  ['a party without type', { ...TransactionEvent, sourceList: [{ source: 'urn:x:1' }] }, '/sourceList/0/type missing'],
  [
    'a declaration without time',
    { ...ObjectEvent, errorDeclaration: { reason: 'incorrect_data' } },
    '/errorDeclaration/declarationTime missing',
  ],
  [
    'a measurement that GS1 has not',
    { ...ObjectEvent, sensorElementList: [{ sensorReport: [{ type: 'Warmth', value: 1 }] }] },
    '/sensorElementList/0/sensorReport/0/type vocabulary',
  ],
  [
    'a sensor without report',
    { ...ObjectEvent, sensorElementList: [{ sensorReport: [] }] },
    '/sensorElementList/0/sensorReport too-few',
  ],
  ['a type that EPCIS has not', { ...ObjectEvent, type: 'QuantityEvent' }, '/type event-type'],
];

/** Name, document, our only finding. */
export const refusedDocuments: readonly (readonly [string, unknown, string])[] = [
  ['no object', 7, ' not-an-object'],
  ['another type', { type: 'Document' }, '/type document-type'],
  ['no context', without(documentOf([]), '@context'), '/@context missing'],
  ['no body', without(documentOf([]), 'epcisBody'), '/epcisBody missing'],
  ['no list', { ...documentOf([]), epcisBody: {} }, '/epcisBody/eventList missing'],
  ['an event that is a list', documentOf([[] as unknown as JsonObject]), '/epcisBody/eventList/0 wrong-type'],
];
