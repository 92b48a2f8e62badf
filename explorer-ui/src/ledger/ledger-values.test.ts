import { expect, test } from '@jest/globals';
import { prettyValue } from './pretty-value.ts';
import { shownKey } from './shown-key.ts';

test.each([
  ['r/01ARZ', 'r/01ARZ'],
  ['\u0000farm~lot\u0000f1\u0000a\u0000', 'farm~lot · f1 · a'],
])('a key can be read', (key, shown) => {
  expect(shownKey(key)).toBe(shown);
});

test.each([
  [{ text: '{"a":1}' }, '{\n  "a": 1\n}'],
  [{ text: '{"a":', isCut: true } as const, '{"a":…'],
  [{ text: '12' }, '12'],
  [{ text: 'Sầu riêng' }, 'Sầu riêng'],
  [{ hex: '00ff' }, '00ff'],
])('a value can be read', (value, shown) => {
  expect(prettyValue(value)).toBe(shown);
});
