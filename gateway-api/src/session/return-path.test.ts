import { expect, test } from '@jest/globals';
import { returnPath } from './return-path.ts';

test.each([
  ['/origin/batches?text=SR', '/origin/batches?text=SR'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/a\r\nSet-Cookie: x=1', '/aSet-Cookie:%20x=1'],
  [undefined, '/'],
  [`/${'a'.repeat(500)}`, '/'],
])('%j leads to %s', (wanted, path) => {
  expect(returnPath(wanted)).toBe(path);
});
