import { expect, test } from '@jest/globals';
import { checkDocument } from './check-document.ts';
import { documentOf } from './epcis-fixtures.ts';
import { nativeEvent, ownContext, type NativeStep } from './native-events.ts';

const lot = { batch: '0000000000000000000000000B', lot: 'SR/1', gtin: '08936012345674', weightKg: '12.5' };
const bare = { batch: '0000000000000000000000000C', lot: 'CA-1', weightKg: '7' };
const base = {
  id: '0000000000000000000000000E',
  at: '2026-11-24T08:00:00.000Z',
  unit: '0000000000000000000000000F',
  commune: '26425',
};
const steps: readonly NativeStep[] = [
  {
    ...base,
    step: 'harvest',
    inputs: [],
    outputs: [lot],
    harvest: { date: '2026-11-23', growingArea: '0000000000000000000000000A' },
  },
  { ...base, step: 'pack', inputs: [lot], outputs: [bare] },
  { ...base, step: 'split', inputs: [lot], outputs: [bare, lot] },
  { ...base, step: 'ship', inputs: [lot], outputs: [lot], to: '0000000000000000000000000G' },
  { ...base, step: 'receive', inputs: [lot], outputs: [lot] },
  { ...base, step: 'recall', inputs: [], outputs: [bare] },
  { ...base, step: 'lift', inputs: [], outputs: [bare] },
  { ...base, step: 'merge', inputs: [lot, bare], outputs: [bare] },
  { ...base, step: 'sell', inputs: [lot], outputs: [] },
  { ...base, step: 'destroy', inputs: [lot], outputs: [] },
  { ...base, step: 'load', inputs: [lot], outputs: [lot], shipmentUnit: '0000000000000000000000000H' },
  { ...base, step: 'gate-out', inputs: [], outputs: [], shipmentUnit: '0000000000000000000000000H' },
];

test.each(steps.map((step) => [step.step, step] as const))('a native step is a valid event: %s', (_name, step) => {
  expect(checkDocument(documentOf([nativeEvent(step)], [ownContext]))).toEqual([]);
});

test('a harvest commissions its lot under GTIN and lot', () => {
  expect(nativeEvent(steps[0]!)).toMatchObject({
    type: 'ObjectEvent',
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [{ epcClass: 'https://id.gs1.org/01/08936012345674/10/SR%2F1', quantity: 12.5, uom: 'KGM' }],
    ilmd: { 'gs1:harvestDate': '2026-11-23', 'dn:growingArea': '0000000000000000000000000A' },
    'dn:commune': '26425',
  });
});

test('a recall sets a persistent disposition, lifting it unsets it', () => {
  expect(nativeEvent(steps[5]!)).toMatchObject({ bizStep: 'holding', persistentDisposition: { set: ['recalled'] } });
  expect(nativeEvent(steps[6]!)).toMatchObject({ persistentDisposition: { unset: ['recalled'] } });
});
