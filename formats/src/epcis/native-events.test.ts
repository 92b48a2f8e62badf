import { expect, test } from '@jest/globals';
import { checkDocument } from './check-document.ts';
import { documentOf, nativeSteps } from './epcis-fixtures.ts';
import { nativeEvent, ownContext } from './native-events.ts';

test.each(Object.entries(nativeSteps))('a native step is a valid event: %s', (_name, step) => {
  expect(checkDocument(documentOf([nativeEvent(step)], [ownContext]))).toEqual([]);
});

test('a harvest commissions its lot under GTIN and lot', () => {
  expect(nativeEvent(nativeSteps['harvest']!)).toMatchObject({
    type: 'ObjectEvent',
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [{ epcClass: 'https://id.gs1.org/01/08936012345674/10/SR%2F1', quantity: 12.5, uom: 'KGM' }],
    ilmd: { 'gs1:harvestDate': '2026-11-23', 'dn:growingArea': '0000000000000000000000000A' },
    'dn:commune': '26425',
  });
});

test('a recall sets a persistent disposition, lifting it unsets it', () => {
  expect(nativeEvent(nativeSteps['recall']!)).toMatchObject({
    bizStep: 'holding',
    persistentDisposition: { set: ['recalled'] },
  });
  expect(nativeEvent(nativeSteps['lift']!)).toMatchObject({ persistentDisposition: { unset: ['recalled'] } });
});
