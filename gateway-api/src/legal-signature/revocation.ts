import { verify, type X509Certificate } from 'node:crypto';
import { fromBER } from 'asn1js';
import * as pkijs from 'pkijs';
import { ocspStatus } from './ocsp.ts';
import { signatureHashes } from './signature-hashes.ts';

export type Revocation =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly since: Date }
  /** Nothing at hand speaks of every certificate of the path at that time. Not good, and not bad. */
  | { readonly status: 'unknown' };

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
  const hash = signatureHashes[crl.signatureAlgorithm.algorithmId];
  const current = crl.thisUpdate.value <= at && crl.nextUpdate !== undefined && at <= crl.nextUpdate.value;
  if (hash === undefined || !current) return false;
  return verify(hash, Uint8Array.from(crl.tbsView), issuer.publicKey, crl.signatureValue.valueBlock.valueHexView);
};

/** What is at hand about revocations: lists, and answers of responders. */
export interface RevocationSources {
  readonly crls: readonly pkijs.CertificateRevocationList[];
  readonly ocsps?: readonly pkijs.BasicOCSPResponse[];
}

/** Whether a certificate of the path (signer first, root last) was revoked by `at`, by what is at hand. Nothing is fetched here. */
export const revocationOf = (
  path: readonly X509Certificate[],
  { crls, ocsps = [] }: RevocationSources,
  at: Date,
): Revocation => {
  let known = true;
  for (const [index, issuer] of path.slice(1).entries()) {
    const certificate = path[index]!;
    const serial = certificate.serialNumber.replace(/^(00)+/, '');
    const lists = crls.filter((crl) => speaksFor(crl, issuer, at));
    const answers = ocsps.flatMap((answer) => ocspStatus(answer, certificate, issuer, at) ?? []);
    known &&= lists.length > 0 || answers.length > 0;
    for (const answer of answers) if (answer.status === 'revoked') return answer;
    for (const crl of lists)
      for (const entry of crl.revokedCertificates ?? [])
        if (hex(entry.userCertificate.valueBlock.valueHexView) === serial && entry.revocationDate.value <= at)
          return { status: 'revoked', since: entry.revocationDate.value };
  }
  return { status: known ? 'good' : 'unknown' };
};
