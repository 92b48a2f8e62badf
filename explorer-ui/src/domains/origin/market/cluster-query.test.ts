import { expect, test } from '@jest/globals';
import { clusterQuery, labelName } from './cluster-query.ts';

const gtin = '09521234543213';
test.each([
  ['lot', `01/${gtin}/10/A%2F1`, { gtin, lot: 'A/1' }],
  ['serial', `01/${gtin}/10/A/21/X%2F1`, { gtin, lot: 'A', serial: 'X/1' }],
  ['serial', '01ARZ3NDEKTSV4RRFFQ69G5FAV', { record: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
  ['commune', '26080', { commune: '26080' }],
  ['day', '2026-11-24', { from: '2026-11-24', to: '2026-11-24' }],
] as const)('reports by %s of %s', (by, key, query) => {
  expect(clusterQuery(by, key)).toEqual(query);
});

test('a label is read by lot and serial', () => {
  expect(labelName(`01/${gtin}/10/A%2F1/21/X`)).toBe('A/1 · X');
  expect(labelName(`01/${gtin}/10/A`)).toBe('A');
  expect(labelName('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe('01ARZ3NDEKTSV4RRFFQ69G5FAV');
});
