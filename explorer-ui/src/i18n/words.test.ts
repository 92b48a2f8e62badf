import { expect, test } from '@jest/globals';
import { en } from './en.ts';
import { labelFromName } from './label-from-name.ts';
import { vi } from './vi.ts';

const parameters = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

test('both languages have the same words with the same parameters, none empty', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
    expect([key, parameters(en[key])]).toEqual([key, parameters(vi[key])]);
    expect([key, en[key].trim() === '' || vi[key].trim() === '']).toEqual([key, false]);
  }
});

test('Vietnamese is written in NFC', () => {
  for (const text of Object.values(vi)) expect(text.normalize('NFC')).toBe(text);
});

test.each([
  ['maxYieldKgPerHa', 'Max yield kg per ha'],
  ['ocop/rules', 'Ocop: rules'],
  ['crop-rules', 'Crop rules'],
])('%s is written out as %s', (name, label) => {
  expect(labelFromName(name)).toBe(label);
});
