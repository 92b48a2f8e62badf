import { expect, test } from '@jest/globals';
import { readKnownHead, writeKnownHead } from './known-head.ts';

const origin = 'nguon.example.vn/province/0011223344556677';
const head = { origin, size: 9007199254740993n, root: new Uint8Array(32).fill(7), note: 'a note\n' };

test('a known head comes back as it was, whatever its size', () => {
  expect(readKnownHead(writeKnownHead(head), origin)).toEqual(head);
});

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['a negative size', writeKnownHead(head).replace('"9007199254740993"', '"-1"')],
  ['a short root', writeKnownHead({ ...head, root: new Uint8Array(31) })],
  ['no note', JSON.stringify({ origin, size: '1', root: Array(32).fill(0) })],
])('%s is no memory', (_name, text) => {
  expect(readKnownHead(text, origin)).toBeNull();
});

test('the head of another log is no memory of this one', () => {
  expect(readKnownHead(writeKnownHead(head), 'another.example.vn/province/0011223344556677')).toBeNull();
});
