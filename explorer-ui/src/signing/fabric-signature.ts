/** Order of the group of P-256 (SEC 2 §2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const integer = (value: bigint): number[] => {
  const digits = value.toString(16);
  const bytes = (digits.length % 2 === 1 ? `0${digits}` : digits).match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];
  const signed = (bytes[0] ?? 0) > 127 ? [0, ...bytes] : bytes;
  return [2, signed.length, ...signed];
};

const number = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/**
 * WebCrypto's signature (IEEE P1363, r || s of 32 bytes each) as Fabric wants it: DER, and with the smaller of s and n − s, since
 * Fabric refuses the larger one (bccsp, low-S) and half of all signatures have it.
 */
export const fabricSignature = (p1363: Uint8Array): Uint8Array => {
  if (p1363.length !== 64) throw new RangeError('a P-256 signature has 64 bytes');
  const s = number(p1363.subarray(32));
  const content = [...integer(number(p1363.subarray(0, 32))), ...integer(s > order / 2n ? order - s : s)];
  return Uint8Array.from([0x30, content.length, ...content]);
};
