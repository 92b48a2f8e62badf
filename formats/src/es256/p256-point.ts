import { fromBase64url, toBase64url } from '../base64url.ts';

/** A P-256 public key as a JWK (RFC 7518 §6.2); further members such as `kid` do not matter here. */
export interface P256Jwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

// NIST P-256: y² = x³ − 3x + b over p.
const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % p)
    if (rest & 1n) result = (result * square) % p;
  return result;
};
const toInteger = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
const toBytes = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * (31 - at))) & 0xffn));
const curveSide = (x: bigint): bigint => (((x * x * x - 3n * x + b) % p) + p) % p;

/** The compressed point (SEC 1 §2.3.3, 33 bytes) of a public key; undefined unless it lies on the curve. */
export const compressPoint = (jwk: P256Jwk): Uint8Array | undefined => {
  const [x, y] = [fromBase64url(jwk.x), fromBase64url(jwk.y)];
  if (x?.length !== 32 || y?.length !== 32) return undefined;
  const [xValue, yValue] = [toInteger(x), toInteger(y)];
  if (xValue >= p || yValue >= p || (yValue * yValue) % p !== curveSide(xValue)) return undefined;
  return Uint8Array.of(2 + (y[31]! & 1), ...x);
};

/** The public key of a compressed point; undefined unless one lies on the curve. */
export const decompressPoint = (point: Uint8Array): P256Jwk | undefined => {
  const x = toInteger(point.subarray(1));
  if (point.length !== 33 || (point[0] !== 2 && point[0] !== 3) || x >= p) return undefined;
  // p ≡ 3 (mod 4), so a square's root is its ((p+1)/4)th power.
  const root = power(curveSide(x), (p + 1n) / 4n);
  if ((root * root) % p !== curveSide(x)) return undefined;
  const y = Number(root & 1n) === (point[0] & 1) ? root : p - root;
  return { kty: 'EC', crv: 'P-256', x: toBase64url(toBytes(x)), y: toBase64url(toBytes(y)) };
};
