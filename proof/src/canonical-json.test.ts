import { describe, expect, test } from '@jest/globals';
import { CanonicalError, canonicalize, CanonicalText } from './canonical-json.ts';

describe('canonicalize', () => {
  test('sorts names by UTF-16 code units, as RFC 8785 §3.2.3 shows', () => {
    const value = { '€': 1, '\r': 2, '1': 3, '😀': 4, '\u0080': 5, ö: 6 };
    expect(canonicalize(value)).toBe('{"\\r":2,"1":3,"\u0080":5,"ö":6,"€":1,"😀":4}');
  });

  test('escapes only what RFC 8785 §3.2.2.2 escapes', () => {
    expect(canonicalize('\u0000\b\t\n\f\r"\\/\u001f\u007f Đ')).toBe('"\\u0000\\b\\t\\n\\f\\r\\"\\\\/\\u001f\u007f Đ"');
  });

  test('has no white space, keeps array order, leaves out undefined members, writes -0 as 0', () => {
    expect(canonicalize({ b: [3, 1, null, true], a: { d: undefined, c: -0 } })).toBe(
      '{"a":{"c":0},"b":[3,1,null,true]}',
    );
  });

  test.each([
    ['a fraction', { a: [1.5] }, '/a/0'],
    ['a number beyond 2^53-1', { a: 2 ** 53 }, '/a'],
    ['NaN', { a: NaN }, '/a'],
    ['text in NFD', { a: 'a\u0323' }, '/a'],
    ['a name in NFD', { 'a\u0301': 1 }, '/a\u0301'],
    ['a lone surrogate', ['\ud800'], '/0'],
    ['undefined in an array', [undefined], '/0'],
    ['a hole in an array', new Array(1), '/0'],
    ['a bigint', { 'x/y~': 1n }, '/x~1y~0'],
    ['a Date', { a: new Date(0) }, '/a'],
    ['a Map', new Map(), ''],
    ['31 combining marks in a row', { a: `x${'\u0301'.repeat(31)}` }, '/a'],
    ['what is nested deeper than any stack', JSON.parse('['.repeat(500_000) + ']'.repeat(500_000)) as unknown, ''],
  ])('refuses %s and says where', (_name, value, pointer) => {
    expect(() => canonicalize(value)).toThrow(expect.objectContaining({ name: 'CanonicalError', pointer }));
  });

  test('nests 100 deep, and takes 30 combining marks in a row', () => {
    expect(canonicalize(JSON.parse('['.repeat(100) + ']'.repeat(100)))).toHaveLength(200);
    expect(canonicalize(`x${'\u0315'.repeat(30)}`)).toHaveLength(33);
  });

  // Sorting the marks takes minutes here, so a lying server could stall whoever reads its body.
  test('refuses a million combining marks without a pause', () => {
    const began = process.cpuUsage();
    expect(() => canonicalize({ a: `x${'\u0315\u0300'.repeat(500_000)}` })).toThrow('combining marks');
    // Of the processor, ms: a busy machine takes longer by the clock.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
  });
});

test('a part that is canonical already stands as it is, wherever it is, and what is wrong in it is refused when it is made', () => {
  const part = { b: [1, 'ệ'], a: null };
  const known = new CanonicalText(part);
  expect(canonicalize(known)).toBe(canonicalize(part));
  expect(canonicalize({ z: 1, body: known, list: [known] })).toBe(canonicalize({ z: 1, body: part, list: [part] }));
  expect(() => new CanonicalText({ b: 1.5 })).toThrow(CanonicalError);
});
