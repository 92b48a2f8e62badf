import {
  add,
  fromBigInt,
  isZero,
  multiply,
  newField,
  power2523,
  prime,
  square,
  subtract,
  toBigInt,
  type Field,
} from './ed25519-field.ts';
import { littleEndian } from './little-endian.ts';

/** A point of edwards25519 in extended coordinates (RFC 8032 §5.1.4): x = X/Z, y = Y/Z, T = XY/Z. */
export interface Point {
  readonly x: Field;
  readonly y: Field;
  readonly z: Field;
  readonly t: Field;
}

const d = fromBigInt(37095705934669439343138083508754565189542113879843219016388785533085940283555n);
const twiceD = fromBigInt(16295367250680780974490674513165176452449235426866156013048779062215315747161n);
const rootOfMinusOne = fromBigInt(19681161376707505956807079304988542015446066515923890162744021073123829784752n);
const one = fromBigInt(1n);
const zero = newField();

const newPoint = (): Point => ({ x: newField(), y: newField(), z: newField(), t: newField() });
const affine = (x: Field, y: Field): Point => ({ x, y, z: fromBigInt(1n), t: multiply(newField(), x, y) });

const base: Point = affine(
  fromBigInt(15112221349535400772501151409588531511454012693041857206046113283949847762202n),
  fromBigInt(46316835694926478169428394003475163141307993866256225615783033603165251855960n),
);

// Written anew by every addition: memory asked for each time took longer than the arithmetic.
const [a, b, c, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0].map(newField) as [Field, Field, Field, Field, Field, Field, Field];
const minus = newPoint();

const finish = (out: Point): Point => {
  multiply(out.x, e, f);
  multiply(out.y, g, h);
  multiply(out.z, f, g);
  multiply(out.t, e, h);
  return out;
};

/** p + q; `out` may be either. */
const addPoints = (out: Point, p: Point, q: Point): Point => {
  multiply(a, subtract(a, p.y, p.x), subtract(b, q.y, q.x));
  multiply(b, add(b, p.y, p.x), add(c, q.y, q.x));
  multiply(c, multiply(c, p.t, twiceD), q.t);
  multiply(f, p.z, q.z);
  add(g, f, f);
  subtract(e, b, a);
  subtract(f, g, c);
  add(g, g, c);
  add(h, b, a);
  return finish(out);
};

/** 2p; `out` may be p. */
const double = (out: Point, p: Point): Point => {
  square(a, p.x);
  square(b, p.y);
  square(c, p.z);
  add(c, c, c);
  add(h, a, b);
  square(e, add(e, p.x, p.y));
  subtract(e, h, e);
  subtract(g, a, b);
  add(f, c, g);
  return finish(out);
};

export const negate = (out: Point, { x, y, z, t }: Point): Point => {
  subtract(out.x, zero, x);
  out.y.set(y);
  out.z.set(z);
  subtract(out.t, zero, t);
  return out;
};

/** Equality with a point whose Z is 1, as decoded. */
export const equals = (p: Point, decoded: Point): boolean =>
  isZero(subtract(a, multiply(a, decoded.x, p.z), p.x)) && isZero(subtract(b, multiply(b, decoded.y, p.z), p.y));

/** Whether 8 times the point is the neutral element. */
export const isSmallOrder = (p: Point): boolean => {
  const eightfold = double(newPoint(), p);
  double(eightfold, double(eightfold, eightfold));
  return isZero(eightfold.x) && isZero(subtract(a, eightfold.y, eightfold.z));
};

/** RFC 8032 §5.1.3, canonical encodings only; null where the bytes (32) are no point. */
export const decodePoint = (bytes: Uint8Array): Point | null => {
  const encoded = littleEndian(bytes);
  const sign = encoded >> 255n;
  const yValue = encoded & (2n ** 255n - 1n);
  if (yValue >= prime) return null;
  const y = fromBigInt(yValue);
  const ySquared = square(newField(), y);
  const u = subtract(newField(), ySquared, one);
  const v = add(newField(), multiply(newField(), ySquared, d), one);
  const v3 = multiply(newField(), square(newField(), v), v);
  const v7 = multiply(newField(), square(newField(), v3), v);
  const root = power2523(multiply(newField(), u, v7));
  const x = multiply(newField(), multiply(newField(), u, v3), root);
  const vxx = multiply(newField(), v, square(newField(), x));
  if (!isZero(subtract(a, vxx, u))) {
    if (!isZero(add(a, vxx, u))) return null;
    multiply(x, x, rootOfMinusOne);
  }
  const xValue = toBigInt(x);
  if (xValue === 0n && sign === 1n) return null;
  return affine(fromBigInt((xValue & 1n) === sign ? xValue : prime - xValue), y);
};

/** Odd digits between -15 and 15 and zeros, little end first, whose sum with powers of two is the scalar: few are not zero. */
const sparseDigits = (scalar: bigint): number[] => {
  const digits: number[] = [];
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    const low = Number(rest & 31n);
    const digit = low % 2 === 0 ? 0 : low < 16 ? low : low - 32;
    digits.push(digit);
    rest -= BigInt(digit);
  }
  return digits;
};

/** p, 3p, 5p … 15p. */
const oddMultiples = (p: Point): Point[] => {
  const [twice, odd] = [double(newPoint(), p), [p]];
  while (odd.length < 8) odd.push(addPoints(newPoint(), odd.at(-1)!, twice));
  return odd;
};

let ofBase: readonly Point[] | undefined;

/** s·B + k·p in one run over the bits. No secrets here, so time may depend on them. */
export const sumOfMultiples = (s: bigint, k: bigint, p: Point): Point => {
  const terms = [
    { digits: sparseDigits(s), odd: (ofBase ??= oddMultiples(base)) },
    { digits: sparseDigits(k), odd: oddMultiples(p) },
  ];
  const sum: Point = { x: newField(), y: fromBigInt(1n), z: fromBigInt(1n), t: newField() };
  for (let bit = Math.max(...terms.map(({ digits }) => digits.length)) - 1; bit >= 0; bit -= 1) {
    double(sum, sum);
    for (const { digits, odd } of terms) {
      const digit = digits[bit] ?? 0;
      if (digit > 0) addPoints(sum, sum, odd[digit >> 1]!);
      else if (digit < 0) addPoints(sum, sum, negate(minus, odd[-digit >> 1]!));
    }
  }
  return sum;
};
