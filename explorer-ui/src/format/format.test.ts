import { expect, test } from '@jest/globals';
import { byName, fold } from './fold.ts';
import { lotNumber } from './lot-number.ts';
import { weightInput } from './weight-input.ts';

test.each([
  ['Hòa', 'hoa'],
  ['Hoà', 'hoa'],
  ['Đồng Nai', 'dong nai'],
  ['PHƯỜNG TRẢNG BOM', 'phuong trang bom'],
])('%s folds to %s, as in the index', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('names sort as Vietnamese does', () => {
  expect(['Đà', 'Dừa', 'Lô 10', 'Lô 9', 'Ân', 'An'].sort(byName)).toEqual(['An', 'Ân', 'Dừa', 'Đà', 'Lô 9', 'Lô 10']);
});

test.each([
  ['120,5', '120.5'],
  [' 120.50 kg', '120.5'],
  ['0150', '150'],
  ['0,125', '0.125'],
  ['1500', '1500'],
  ['1.500', '1.500?'],
  ['abc', 'abc'],
  ['', ''],
])('%j kilograms are %j', (typed, weight) => {
  expect(weightInput(typed)).toBe(weight);
});

test.each([
  ['Sầu riêng Ri6', 'SRR-20261125-7K2M'],
  ['Bưởi đường lá cam Tân Triều', 'BDLC-20261125-7K2M'],
  ['***', 'LO-20261125-7K2M'],
])('the lot of %s is %s', (product, lot) => {
  expect(lotNumber(product, '2026-11-25', '0BP5WKA1SJ3VCT1B62K2XZ7K2M')).toBe(lot);
  expect(lot.length).toBeLessThanOrEqual(20);
});
