import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { verify } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';

/** End of the DER element at `offset`, and where its content begins. */
const element = (der: Buffer, offset: number): { start: number; end: number } => {
  const first = der[offset + 1] ?? 0;
  if (first < 0x80) return { start: offset + 2, end: offset + 2 + first };
  const size = first & 0x7f;
  const start = offset + 2 + size;
  return { start, end: start + der.readUIntBE(offset + 2, size) };
};

/** CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue } (RFC 5280 section 5.1). */
const signedBy = (der: Buffer, issuer: X509Certificate): boolean => {
  const list = element(der, 0);
  const tbs = element(der, list.start);
  const algorithm = element(der, tbs.end);
  const bits = element(der, algorithm.end);
  // the first content octet of a BIT STRING counts its unused bits
  const signature = der.subarray(bits.start + 1, bits.end);
  return verify('sha256', der.subarray(list.start, tbs.end), issuer.publicKey, signature);
};

/** Whether a PEM list carries `issuer`'s signature; false for what is no list. */
export const isIssuedBy = (crlPem: string, issuer: X509Certificate): boolean => {
  try {
    return signedBy(Buffer.from(new x509.X509Crl(crlPem).rawData), issuer);
  } catch {
    return false;
  }
};

/** Serial numbers revoked by `issuer`; a list signed by somebody else counts for nothing (msp/mspimplvalidate.go). */
export const revokedSerials = (crlPems: readonly string[], issuer: X509Certificate): Set<bigint> => {
  const serials = new Set<bigint>();
  for (const pem of crlPems) {
    const crl = new x509.X509Crl(pem);
    if (!signedBy(Buffer.from(crl.rawData), issuer)) continue;
    for (const entry of crl.entries) serials.add(BigInt(`0x${entry.serialNumber}`));
  }
  return serials;
};
