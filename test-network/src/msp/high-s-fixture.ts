const P256_ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** The other signature of the same message: s replaced by n - s, as OpenSSL gives half of the time. `der` has a low S. */
export const highS = (der: Uint8Array): Buffer => {
  const bytes = Buffer.from(der);
  const rLength = bytes[3] as number;
  const r = bytes.subarray(2, 4 + rLength);
  const s = BigInt(`0x${bytes.subarray(6 + rLength).toString('hex')}`);
  let hex = (P256_ORDER - s).toString(16).padStart(64, '0');
  if (Number.parseInt(hex.slice(0, 2), 16) >= 0x80) hex = `00${hex}`;
  const high = Buffer.from(hex, 'hex');
  const body = Buffer.concat([r, Buffer.from([2, high.length]), high]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
};
