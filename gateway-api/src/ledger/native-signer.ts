import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { openHardwareKey } from '../pkcs11/hardware-key.ts';
import { isKeyUri } from '../pkcs11/key-uri.ts';

/** Order of P-256 (FIPS 186-5, SEC 2 §2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** DER INTEGER of a positive number. */
const derInteger = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const body = (digits[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), digits]) : digits;
  return Buffer.concat([Buffer.of(2, body.length), body]);
};

/** R and S, 32 bytes each, in the form that Fabric takes: DER, S in the lower half (Fabric bccsp/utils/ecdsa.go). */
const fabricForm = (signature: Buffer): Buffer => {
  const pair = signature.toString('hex');
  const [r, s] = [BigInt(`0x${pair.slice(0, 64)}`), BigInt(`0x${pair.slice(64)}`)];
  const body = Buffer.concat([derInteger(r), derInteger(s > order / 2n ? order - s : s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
};

/** Signature of a message for Fabric and its certificate authority, which refuse the half of all signatures that have a high S. */
export const fabricSignature = (message: Uint8Array, key: KeyObject): Buffer =>
  fabricForm(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }));

/**
 * Signs whole messages for Fabric, by a key in PEM with OpenSSL, or by one in a token that a `pkcs11:` URI names. A transaction is signed three times, and the client's own signer needs milliseconds of JavaScript for each.
 */
export function nativeSigner(keyPem: string): (message: Uint8Array) => Promise<Uint8Array> {
  if (isKeyUri(keyPem)) {
    const held = openHardwareKey(keyPem);
    return async (message) => fabricForm(await held.signDigest(createHash('sha256').update(message).digest()));
  }
  const key = createPrivateKey(keyPem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('the key is no P-256 key');
  return async (message) => fabricSignature(message, key);
}
