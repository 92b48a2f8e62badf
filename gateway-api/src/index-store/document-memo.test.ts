import { expect, test } from '@jest/globals';
import { documentMemo } from './document-memo.ts';

const doc = (id: string) => ({ _id: id });
const heldOf = (memo: ReturnType<typeof documentMemo>, ids: string): string =>
  [...ids].filter((id) => memo.get('records', id) !== undefined).join('');

test('as much is remembered as there is room for, the newest', () => {
  const memo = documentMemo(100);
  for (const id of 'abcdefghijkl') memo.put('records', doc(id), 10);
  expect(heldOf(memo, 'abcdefghijkl')).toBe('cdefghijkl');
  memo.put('records', doc('c'), 5);
  memo.put('records', doc('m'), 10);
  expect(heldOf(memo, 'abcdefghijklm')).toBe('cefghijklm');
});

test('what alone takes a tenth of the room is read each time', () => {
  const memo = documentMemo(100);
  memo.put('records', doc('a'), 11);
  expect(memo.get('records', 'a')).toBeUndefined();
});

test('each collection has its own ids; what is forgotten gives its room back', () => {
  const memo = documentMemo(100);
  memo.put('records', doc('a'), 10);
  memo.put('versions', { ...doc('a'), of: 'versions' }, 10);
  expect(memo.get('versions', 'a')).toEqual({ _id: 'a', of: 'versions' });
  memo.forget('versions', 'a');
  memo.forget('versions', 'never there');
  for (const id of 'bcdefghij') memo.put('records', doc(id), 10);
  expect([memo.get('versions', 'a'), heldOf(memo, 'abcdefghij')]).toEqual([undefined, 'abcdefghij']);
  memo.clear();
  expect(heldOf(memo, 'abcdefghij')).toBe('');
});
