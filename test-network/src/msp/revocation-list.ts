import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { X509Certificate, verify } from 'node:crypto';
import { plainSerial } from './organisation-msp.ts';

/** Serial numbers that the lists of an organisation's own CA name; a list that none of the roots signed revokes nothing. */
export function revokedSerials(lists: readonly Uint8Array[], rootCertPems: readonly string[]): Set<string> {
  const serials = new Set<string>();
  for (const bytes of lists) {
    const list = parseList(bytes);
    if (!list || !rootCertPems.some((pem) => signedBy(list, pem))) continue;
    for (const entry of list.entries) serials.add(plainSerial(entry.serialNumber));
  }
  return serials;
}

function parseList(bytes: Uint8Array): x509.X509Crl | undefined {
  try {
    const text = Buffer.from(bytes).toString('latin1');
    return new x509.X509Crl(text.includes('-----BEGIN') ? text : Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

function signedBy(list: x509.X509Crl, rootPem: string): boolean {
  const parts = derParts(Buffer.from(list.rawData));
  return parts !== undefined && verify('sha256', parts.signed, new X509Certificate(rootPem).publicKey, parts.signature);
}

/** CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, BIT STRING } (RFC 5280 section 5.1). */
function derParts(der: Buffer): { signed: Buffer; signature: Buffer } | undefined {
  const outer = element(der, 0);
  if (!outer) return undefined;
  const signed = element(der, outer.start);
  const algorithm = signed && element(der, signed.end);
  const bits = algorithm && element(der, algorithm.end);
  if (!signed || !bits) return undefined;
  return { signed: der.subarray(outer.start, signed.end), signature: der.subarray(bits.start + 1, bits.end) };
}

function element(der: Buffer, at: number): { start: number; end: number } | undefined {
  const first = der[at + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) return undefined;
  const length = der.readUIntBE(at + 2, count);
  return { start: at + 2 + count, end: at + 2 + count + length };
}
