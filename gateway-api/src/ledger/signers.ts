import { hash, X509Certificate } from 'node:crypto';

/**
 * Under which the index knows a certificate: its organisation and serial number, hashed. It stands in no answer; whoever holds a certificate
 * can tell which it is, nobody else.
 */
export const signerId = (mspId: string, serial: string): string =>
  hash('sha256', `daunguon/signer/v1 ${mspId} ${normalSerial(serial)}`).slice(0, 32);

/** Serial numbers are compared in lower case without leading zeros. */
const normalSerial = (serial: string): string => serial.toLowerCase().replace(/^0+(?=.)/, '');

/** Certificates that were read lately: a block's transactions are of few people. */
const most = 10_000;
const known = new Map<string, string>();

/** The signer of a transaction; undefined for a creator that is no X.509 certificate. */
export function signerOf(mspId: string, certificatePem: string): string | undefined {
  const before = known.get(certificatePem);
  if (before !== undefined) return before;
  try {
    const id = signerId(mspId, new X509Certificate(certificatePem).serialNumber);
    if (known.size >= most) known.clear();
    known.set(certificatePem, id);
    return id;
  } catch {
    return undefined;
  }
}
