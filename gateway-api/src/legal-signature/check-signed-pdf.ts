import type { X509Certificate } from 'node:crypto';
import type * as pkijs from 'pkijs';
import { buildChain, type Chain } from './certificate-chain.ts';
import { checkCms } from './cms-signature.ts';
import { readPdfSignatures } from './pdf-signature.ts';
import { revocationOf, type Revocation } from './revocation.ts';

/** What a reader trusts: roots of the authorities that the law knows, and lists of what they revoked. */
export interface LegalTrust {
  readonly roots: readonly X509Certificate[];
  readonly crls: readonly pkijs.CertificateRevocationList[];
}

/** One signature of a PDF, as checked. */
export interface SignatureCheck {
  readonly kind: 'legal-signature';
  /** RFC 4514 names of the certificate. */
  readonly signer: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly claimedTime?: string;
  /** `intact`: nothing stands in the file that is not signed. `signed-over`: a later signature covers more. `changed-later`: bytes were added that nobody signed. */
  readonly document: 'intact' | 'signed-over' | 'changed-later';
  readonly signature: 'right' | 'wrong';
  readonly chain: 'trusted' | Exclude<Chain, { trusted: true }>['reason'];
  readonly revocation: Revocation['status'];
  /** `valid` only when all of it is good; `invalid` where bytes or certificates contradict it; else it cannot be told. */
  readonly result: 'valid' | 'invalid' | 'unknown';
}

/** What the verdict says: Vietnamese first. A ledger signature is another thing, and is never called legal. */
export const legalWords = {
  valid: {
    vi: 'Chữ ký số hợp lệ theo chứng thư đã cấu hình',
    en: 'A valid digital signature by the configured authorities',
  },
  invalid: { vi: 'Chữ ký số không hợp lệ', en: 'Not a valid digital signature' },
  unknown: { vi: 'Chưa kiểm tra được chữ ký số', en: 'The digital signature could not be checked' },
  ledger: {
    vi: 'Chữ ký trên sổ cái: không phải chữ ký số theo Luật Giao dịch điện tử',
    en: 'A ledger signature: not a digital signature under the Law on Electronic Transactions',
  },
} as const;

const resultOf = ({
  document,
  signature,
  chain,
  revocation,
}: Omit<SignatureCheck, 'result' | 'kind'>): SignatureCheck['result'] => {
  if (signature === 'wrong' || document === 'changed-later' || revocation === 'revoked') return 'invalid';
  if (chain === 'not-for-signing' || chain === 'expired') return 'invalid';
  // A root that is not configured is not a forgery: this reader does not know the authority.
  return chain === 'trusted' && revocation === 'good' && document === 'intact' ? 'valid' : 'unknown';
};

/**
 * Checks every signature of a PDF at `at`: the time of signing counts only as claimed, because no time-stamp authority is asked, so a
 * certificate must hold now. @throws PdfSignatureError, CmsError
 */
export const checkSignedPdf = (pdf: Uint8Array, { roots, crls }: LegalTrust, at: Date): readonly SignatureCheck[] => {
  const found = readPdfSignatures(pdf);
  return found.map(({ cms, signed, subFilter, end }, index) => {
    const later = index < found.length - 1 ? ('signed-over' as const) : ('changed-later' as const);
    const checked = checkCms(cms, signed, subFilter === 'ETSI.CAdES.detached');
    const chain = buildChain(checked.signer, checked.certificates, roots, at);
    const path = chain.trusted ? chain.path : [];
    const facts = {
      signer: checked.signer.subject.replaceAll('\n', ', '),
      issuer: checked.signer.issuer.replaceAll('\n', ', '),
      serialNumber: checked.signer.serialNumber,
      ...(checked.claimedTime === undefined ? {} : { claimedTime: checked.claimedTime.toISOString() }),
      document: end === pdf.length ? ('intact' as const) : later,
      signature: checked.right ? ('right' as const) : ('wrong' as const),
      chain: chain.trusted ? ('trusted' as const) : chain.reason,
      revocation: path.length === 0 ? ('unknown' as const) : revocationOf(path, [...checked.crls, ...crls], at).status,
    };
    return { kind: 'legal-signature', ...facts, result: resultOf(facts) };
  });
};
