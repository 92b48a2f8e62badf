import { expect, test } from '@jest/globals';
import { foundChoices } from './found-choices.ts';

const choices = [
  { value: 'A', label: 'HTX Xuân Định · 3600000001' },
  { value: 'B', label: 'Công ty Thẩm Định Xanh · 3600000002' },
  { value: 'C', label: 'Trung tâm Đồng Nai · 3600000013' },
];
const found = (text: string, chosen = ''): string[] => foundChoices(choices, text, chosen).map(({ value }) => value);

test.each([
  ['', ['A', 'B', 'C']],
  ['dinh', ['A', 'B']],
  ['Xanh định', ['B']],
  ['0013', ['C']],
  ['dong nai', ['C']],
  ['không có', []],
])('“%s” finds %j', (text, values) => {
  expect(found(text)).toEqual(values);
});

test('what is chosen stays, whatever is looked for', () => {
  expect(found('0013', 'A')).toEqual(['A', 'C']);
  expect(found('0013', 'Z')).toEqual(['Z', 'C']);
});
