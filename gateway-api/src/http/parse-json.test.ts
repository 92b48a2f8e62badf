import { describe, expect, test } from '@jest/globals';
import { parseJson } from './parse-json.ts';

const parse = (text: string): unknown => parseJson(Buffer.from(text));

describe('strict JSON', () => {
  test('reads a body with the same key in different objects', () => {
    expect(parse('{"a":{"b":1},"c":[{"b":"x: \\"b\\":"},{"b":3}]}')).toEqual({
      a: { b: 1 },
      c: [{ b: 'x: "b":' }, { b: 3 }],
    });
  });
  test.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '[{"x":{},"x":[]}]'])('refuses a duplicate key: %s', (text) => {
    expect(() => parse(text)).toThrow(/duplicate key/);
  });
  test('refuses text that is not NFC, in values and keys', () => {
    expect(() => parse(JSON.stringify({ name: 'Bưởi'.normalize('NFD') }))).toThrow(/NFC/);
    expect(() => parse(JSON.stringify({ ['ở'.normalize('NFD')]: 1 }))).toThrow(/NFC/);
  });
  test.each([
    ['lists', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['objects', '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000)],
  ])('refuses %s nested deeper than any stack as bad input', (_what, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'http/invalid-json' }));
  });
  test('refuses a million combining marks without a pause', () => {
    const began = process.cpuUsage();
    expect(() => parse(JSON.stringify(`x${'\u0315\u0300'.repeat(500_000)}`))).toThrow(/NFC/);
    // Of the processor, ms: a busy machine takes longer by the clock.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
  });
  test('refuses bytes that are not UTF-8', () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow();
  });
});
