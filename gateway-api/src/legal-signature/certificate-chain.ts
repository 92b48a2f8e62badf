import 'reflect-metadata';
import type { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** From the signer to a configured root; `reason` says why there is none. */
export type Chain =
  | { readonly trusted: true; readonly path: readonly X509Certificate[] }
  | { readonly trusted: false; readonly reason: 'no-root' | 'expired' | 'not-for-signing' };

const maxPath = 6;
const forSigning = x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation;

/** RFC 5280 §4.2.1.3: a key for other uses signs no documents. */
const maySign = (certificate: X509Certificate): boolean => {
  const usage = new x509.X509Certificate(certificate.raw).getExtension(x509.KeyUsagesExtension);
  return !certificate.ca && (usage === null || (usage.usages & forSigning) !== 0);
};

const holds = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at && at <= certificate.validToDate;
const issued = (issuer: X509Certificate, subject: X509Certificate): boolean =>
  subject.checkIssued(issuer) && subject.verify(issuer.publicKey);

/**
 * Builds the path of a signer's certificate to one of `roots` (RFC 5280 §6, without policies and name constraints). Every certificate must
 * hold at `at`, and every issuer be a certificate authority. Roots are compared by their bytes: a root that the file brings counts for nothing.
 */
export const buildChain = (
  signer: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): Chain => {
  if (!maySign(signer)) return { trusted: false, reason: 'not-for-signing' };
  let expired = !holds(signer, at);
  const follow = (path: readonly X509Certificate[]): readonly X509Certificate[] | undefined => {
    const last = path.at(-1)!;
    const root = roots.find((candidate) => issued(candidate, last));
    if (root !== undefined) return [...path, root];
    if (path.length === maxPath) return undefined;
    for (const candidate of others)
      if (candidate.ca && !path.some(({ raw }) => raw.equals(candidate.raw)) && issued(candidate, last)) {
        const found = follow([...path, candidate]);
        if (found !== undefined) return found;
      }
    return undefined;
  };
  const path = follow([signer]);
  if (path === undefined) return { trusted: false, reason: 'no-root' };
  expired ||= path.some((certificate) => !holds(certificate, at));
  return expired ? { trusted: false, reason: 'expired' } : { trusted: true, path };
};
