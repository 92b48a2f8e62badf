import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, fromBigInt, multiply, newField, power2523, prime, subtract, toBigInt } from './ed25519-field.ts';

const most = 2 ** 24;
/** What additions and subtractions make of a result, and the extremes that multiply allows. */
const loose = fc
  .array(fc.oneof(fc.constantFrom(most, -most, 0), fc.integer({ min: -most, max: most })), {
    minLength: 12,
    maxLength: 12,
  })
  .map((limbs) => Float64Array.from(limbs));
const modulo = (value: bigint): bigint => ((value % prime) + prime) % prime;

test('a product is exact for all limbs that it allows, and may be added to twice again', () => {
  fc.assert(
    fc.property(loose, loose, (a, b) => {
      const product = multiply(newField(), a, b);
      expect(toBigInt(product)).toBe(modulo(toBigInt(a) * toBigInt(b)));
      expect([...product].every((limb) => Math.abs(limb) < most / 4 + most / 256)).toBe(true);
      expect(toBigInt(multiply(a.slice(), a, a))).toBe(modulo(toBigInt(a) ** 2n));
    }),
    { numRuns: 2000 },
  );
});

test('at the ends of the range', () => {
  for (const limbs of [most, -most]) {
    const a = newField().fill(limbs);
    expect(toBigInt(multiply(newField(), a, a))).toBe(modulo(toBigInt(a) ** 2n));
  }
  // The largest product of the last limbs alone: what is carried is negative.
  const [low, high] = [newField(), newField()];
  low[11] = -most;
  high[11] = most;
  const product = multiply(newField(), low, high);
  expect([toBigInt(product), product[1]]).toEqual([modulo(toBigInt(low) * toBigInt(high)), -361]);
  for (const value of [0n, 1n, prime - 1n, prime, prime + 1n, 2n ** 255n - 1n, 2n ** 264n - 1n]) {
    expect(toBigInt(fromBigInt(value))).toBe(modulo(value));
    expect(toBigInt(multiply(newField(), fromBigInt(value), fromBigInt(value)))).toBe(modulo(value * value));
  }
});

test('sums, differences and the power for a square root', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: prime - 1n }), fc.bigInt({ min: 0n, max: prime - 1n }), (x, y) => {
      const [a, b] = [fromBigInt(x), fromBigInt(y)];
      expect(toBigInt(add(newField(), a, b))).toBe(modulo(x + y));
      expect(toBigInt(subtract(newField(), a, b))).toBe(modulo(x - y));
    }),
  );
  const a = 123456789n ** 5n;
  let power = 1n;
  for (const bit of (2n ** 252n - 3n).toString(2)) power = modulo(power * power * (bit === '1' ? a : 1n));
  expect(toBigInt(power2523(fromBigInt(a)))).toBe(power);
});
