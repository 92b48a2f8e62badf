import { createPrivateKey, sign } from 'node:crypto';

/** Order of P-256 (FIPS 186-5, SEC 2 §2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** DER INTEGER of a positive number. */
const derInteger = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const body = (digits[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), digits]) : digits;
  return Buffer.concat([Buffer.of(2, body.length), body]);
};

/**
 * Signs whole messages by OpenSSL in the form that Fabric takes: DER, S in the lower half (Fabric bccsp/utils/ecdsa.go).
 * A transaction is signed three times, and the client's own signer needs milliseconds of JavaScript for each.
 */
export function nativeSigner(keyPem: string): (message: Uint8Array) => Promise<Uint8Array> {
  const key = createPrivateKey(keyPem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('the key is no P-256 key');
  return async (message) => {
    const pair = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }).toString('hex');
    const [r, s] = [BigInt(`0x${pair.slice(0, 64)}`), BigInt(`0x${pair.slice(64)}`)];
    const body = Buffer.concat([derInteger(r), derInteger(s > order / 2n ? order - s : s)]);
    return Buffer.concat([Buffer.of(0x30, body.length), body]);
  };
}
