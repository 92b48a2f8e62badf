import { epcisContext } from './context.ts';
import type { JsonObject } from './json.ts';
import type { NativeStep, NativeStepName } from './native-events.ts';

/** One valid event of each type, and a document around events. */
const at = { eventTime: '2026-11-24T08:00:00.000+07:00', eventTimeZoneOffset: '+07:00' };
const lot = (name: string): string => `https://id.gs1.org/01/08936012345674/10/${name}`;
const sscc = 'https://id.gs1.org/00/189360123400000010';
const place = { id: 'https://id.gs1.org/414/8936012300017' };

export const exampleEvents = {
  ObjectEvent: {
    ...{ type: 'ObjectEvent', ...at, action: 'ADD', bizStep: 'commissioning', disposition: 'active' },
    quantityList: [{ epcClass: lot('SR-1'), quantity: 1250.5, uom: 'KGM' }],
    readPoint: place,
    bizLocation: place,
    ilmd: { 'gs1:harvestDate': '2026-11-23' },
    certificationInfo: ['https://example.org/vietgap/1'],
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-11-24T07:55:00.000+07:00', deviceID: 'urn:epc:id:giai:4000001.111' },
        sensorReport: [{ type: 'Temperature', value: 26.5, uom: 'CEL' }],
      },
    ],
  },
  AggregationEvent: {
    ...{ type: 'AggregationEvent', ...at, action: 'ADD', bizStep: 'packing', disposition: 'in_progress' },
    parentID: sscc,
    childQuantityList: [{ epcClass: lot('SR-1'), quantity: 100, uom: 'KGM' }],
    readPoint: place,
  },
  TransactionEvent: {
    ...{ type: 'TransactionEvent', ...at, action: 'ADD', bizStep: 'shipping', disposition: 'in_transit' },
    bizTransactionList: [{ type: 'bol', bizTransaction: 'urn:epcglobal:cbv:bt:8936012300017:BL-7' }],
    epcList: [sscc],
    sourceList: [{ type: 'owning_party', source: 'https://id.gs1.org/417/8936012300017' }],
    destinationList: [{ type: 'owning_party', destination: 'https://id.gs1.org/417/4012345000009' }],
  },
  TransformationEvent: {
    ...{ type: 'TransformationEvent', ...at, bizStep: 'commissioning', disposition: 'active' },
    inputQuantityList: [{ epcClass: lot('SR-1'), quantity: 100, uom: 'KGM' }],
    outputQuantityList: [{ epcClass: lot('PUREE-1'), quantity: 30, uom: 'KGM' }],
    persistentDisposition: { set: ['conformant'] },
  },
  AssociationEvent: {
    ...{ type: 'AssociationEvent', ...at, action: 'ADD', bizStep: 'assembling' },
    parentID: 'urn:epc:id:grai:4012345.55555.987',
    childEPCs: ['urn:epc:id:giai:4000001.12345'],
  },
} as const satisfies Record<string, JsonObject>;

export const documentOf = (events: readonly JsonObject[], context: readonly JsonObject[] = []): JsonObject => ({
  '@context': [epcisContext, ...context],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-11-24T08:00:00.000Z',
  epcisBody: { eventList: events },
});

const steppedLot = { batch: '0000000000000000000000000B', lot: 'SR/1', gtin: '08936012345674', weightKg: '12.5' };
const bareLot = { batch: '0000000000000000000000000C', lot: 'CA-1', weightKg: '7' };
const native = {
  id: '0000000000000000000000000E',
  at: '2026-11-24T08:00:00.000Z',
  unit: '0000000000000000000000000F',
  commune: '26425',
};
const inUnit = { ...native, shipmentUnit: '0000000000000000000000000H' };
const steps: Readonly<Record<NativeStepName, Omit<NativeStep, 'step'>>> = {
  harvest: {
    ...{ ...native, inputs: [], outputs: [steppedLot] },
    harvest: { date: '2026-11-23', growingArea: '0000000000000000000000000A' },
  },
  pack: { ...native, inputs: [steppedLot], outputs: [bareLot] },
  split: { ...native, inputs: [steppedLot], outputs: [bareLot, steppedLot] },
  ship: { ...native, inputs: [steppedLot], outputs: [steppedLot], to: '0000000000000000000000000G' },
  receive: { ...native, inputs: [steppedLot], outputs: [steppedLot] },
  recall: { ...native, inputs: [], outputs: [bareLot] },
  lift: { ...native, inputs: [], outputs: [bareLot] },
  merge: { ...native, inputs: [steppedLot, bareLot], outputs: [bareLot] },
  sell: { ...native, inputs: [steppedLot], outputs: [] },
  destroy: { ...native, inputs: [steppedLot], outputs: [] },
  load: { ...inUnit, inputs: [steppedLot], outputs: [steppedLot] },
  seal: { ...inUnit, inputs: [], outputs: [] },
  unload: { ...inUnit, inputs: [steppedLot], outputs: [steppedLot] },
  'gate-in': { ...inUnit, inputs: [], outputs: [] },
  'gate-out': { ...inUnit, inputs: [], outputs: [] },
};
/** One of each step that the ledger records by a transaction of its own. */
export const nativeSteps: Readonly<Record<string, NativeStep>> = Object.fromEntries(
  Object.entries(steps).map(([step, said]) => [step, { ...said, step: step as NativeStepName }]),
);
