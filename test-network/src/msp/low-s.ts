/** Low-S rule of Fabric's bccsp (fabric-lib-go bccsp/utils/ecdsa.go) on DER ECDSA P-256 signatures. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF = ORDER >> 1n;

const toBigInt = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);

const derInteger = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const body = bytes[0]! & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(2, body.length), body]);
};

const readInteger = (der: Buffer, offset: number): { value: bigint; next: number } | undefined => {
  const length = der[offset + 1];
  if (der[offset] !== 2 || length === undefined || length === 0 || length > 33) return undefined;
  const next = offset + 2 + length;
  return next > der.length ? undefined : { value: toBigInt(der.subarray(offset + 2, next)), next };
};

/** r and s of a DER signature; undefined when it is not one. */
const parseSignature = (der: Buffer): { r: bigint; s: bigint } | undefined => {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const r = readInteger(der, 2);
  const s = r && readInteger(der, r.next);
  return r && s && s.next === der.length ? { r: r.value, s: s.value } : undefined;
};

/** False for a high S and for anything that is no signature: Fabric refuses both. */
export const isLowS = (der: Buffer): boolean => {
  const parsed = parseSignature(der);
  return parsed !== undefined && parsed.s > 0n && parsed.s <= HALF;
};

/** The same signature with S in the lower half. */
export const normaliseLowS = (der: Buffer): Buffer => {
  const parsed = parseSignature(der);
  if (!parsed) throw new Error('not a DER ECDSA signature');
  if (parsed.s <= HALF) return der;
  const body = Buffer.concat([derInteger(parsed.r), derInteger(ORDER - parsed.s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
};
