import { verify, type X509Certificate } from 'node:crypto';
import { fromBER } from 'asn1js';
import * as pkijs from 'pkijs';

export type Revocation =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly since: Date }
  /** No list at hand speaks of every certificate of the path at that time. Not good, and not bad. */
  | { readonly status: 'unknown' };

const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** A revocation list from its DER; undefined where it is none. */
export const readCrl = (der: Uint8Array): pkijs.CertificateRevocationList | undefined => {
  try {
    return new pkijs.CertificateRevocationList({ schema: fromBER(Uint8Array.from(der)).result });
  } catch {
    return undefined;
  }
};

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/^(00)+/, '');

const speaksFor = (crl: pkijs.CertificateRevocationList, issuer: X509Certificate, at: Date): boolean => {
  const hash = hashes[crl.signatureAlgorithm.algorithmId];
  const current = crl.thisUpdate.value <= at && crl.nextUpdate !== undefined && at <= crl.nextUpdate.value;
  if (hash === undefined || !current) return false;
  return verify(hash, Uint8Array.from(crl.tbsView), issuer.publicKey, crl.signatureValue.valueBlock.valueHexView);
};

/**
 * Whether a certificate of the path (signer first, root last) was revoked by `at`, by the lists at hand: those in the signature and those
 * configured. Nothing is fetched.
 */
export const revocationOf = (
  path: readonly X509Certificate[],
  crls: readonly pkijs.CertificateRevocationList[],
  at: Date,
): Revocation => {
  let known = true;
  for (const [index, issuer] of path.slice(1).entries()) {
    const serial = path[index]!.serialNumber.replace(/^(00)+/, '');
    const lists = crls.filter((crl) => speaksFor(crl, issuer, at));
    known &&= lists.length > 0;
    for (const crl of lists)
      for (const entry of crl.revokedCertificates ?? [])
        if (hex(entry.userCertificate.valueBlock.valueHexView) === serial && entry.revocationDate.value <= at)
          return { status: 'revoked', since: entry.revocationDate.value };
  }
  return { status: known ? 'good' : 'unknown' };
};
