import { describe, expect, test } from '@jest/globals';
import { field, integerField, optionalField, varint } from './wire.ts';

/** Examples of https://protobuf.dev/programming-guides/encoding/ and the edges of one, two and more bytes. */
describe('protobuf fields by hand', () => {
  test.each([
    [0, '00'],
    [127, '7f'],
    [128, '8001'],
    [150, '9601'],
    [16_384, '808001'],
    [2 ** 32, '8080808010'],
    [Number.MAX_SAFE_INTEGER, 'ffffffffffffff0f'],
  ])('varint %d', (value, hex) => expect(varint(value).toString('hex')).toBe(hex));

  test('length-delimited and integer fields, left out when empty', () => {
    expect(field(2, Buffer.from('testing')).toString('hex')).toBe('120774657374696e67');
    expect(field(16, Buffer.alloc(0)).toString('hex')).toBe('820100');
    expect(field(1, Buffer.alloc(200, 7)).subarray(0, 4).toString('hex')).toBe('0ac80107');
    expect(field(1, Buffer.alloc(200, 7))).toHaveLength(203);
    expect(integerField(1, 150).toString('hex')).toBe('089601');
    expect(integerField(1, 0)).toHaveLength(0);
    expect(optionalField(1, Buffer.alloc(0))).toHaveLength(0);
  });
});
