import { expect, test } from '@jest/globals';
import { decimalInput, given, gtinInput, instantInput, taxCodeInput, textInput, wholeInput } from './field-input.ts';

test.each([
  ['120000', 120_000],
  ['120.000', 120_000],
  ['1,250,000', 1_250_000],
  [' 120 000 ', 120_000],
  ['12.5', '12.5'],
  ['12.0000', '12.0000'],
  ['', ''],
  ['-3', '-3'],
  ['1e3', '1e3'],
])('%j as a whole number is %j', (typed, value) => {
  expect(wholeInput(typed)).toBe(value);
});

test('texts are composed and have no blank ends; decimals take a comma', () => {
  expect(textInput(' Sa\u0302\u0300u rie\u0302ng ')).toBe('Sầu riêng');
  expect(decimalInput(' 27,5 ')).toBe('27.5');
});

test.each([
  ['9521234543213', '09521234543213'],
  ['9 521234 543213', '09521234543213'],
  ['96385074', '00000096385074'],
  ['1234', '1234'],
  ['', ''],
])('the GTIN %j is %j', (typed, gtin) => {
  expect(gtinInput(typed)).toBe(gtin);
});

test('what is blank is left out', () => {
  expect(given({ name: 'A', variety: '', households: 0 })).toEqual({ name: 'A', households: 0 });
});

test('a time on the clock of Việt Nam is seven hours before it in UTC', () => {
  expect(instantInput('2026-11-29T06:30')).toBe('2026-11-28T23:30:00.000Z');
  expect(instantInput('yesterday')).toBe('yesterday');
});

test.each([
  ['3600-000019', '3600000019'],
  ['3600 000.019', '3600000019'],
  ['3600000019001', '3600000019-001'],
  ['3600000019-001', '3600000019-001'],
  [' 36000 ', '36000'],
  ['', ''],
])('the tax code %j is %j', (typed, code) => {
  expect(taxCodeInput(typed)).toBe(code);
});
