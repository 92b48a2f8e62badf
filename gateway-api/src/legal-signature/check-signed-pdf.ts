import { createHash, type X509Certificate } from 'node:crypto';
import { buildChain, type Chain } from './certificate-chain.ts';
import { checkCms } from './cms-signature.ts';
import { readPdfSignatures } from './pdf-signature.ts';
import { fetchRevocation, type FetchRules } from './fetch-revocation.ts';
import { revocationOf, type Revocation, type RevocationSources } from './revocation.ts';

/** What a reader trusts: roots of the authorities that the law knows, and what is at hand of what they revoked. */
export interface LegalTrust extends RevocationSources {
  readonly roots: readonly X509Certificate[];
}

/** One signature of a PDF, as checked. */
export interface SignatureCheck {
  readonly kind: 'legal-signature';
  /** RFC 4514 names of the certificate. */
  readonly signer: string;
  readonly issuer: string;
  readonly serialNumber: string;
  /** SHA-256 of the signer's certificate (DER), by which a unit registers it. */
  readonly certificate: string;
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

const read = (pdf: Uint8Array, { roots }: LegalTrust, at: Date) => {
  const found = readPdfSignatures(pdf);
  return found.map(({ cms, signed, subFilter, end }, index) => {
    const later = index < found.length - 1 ? ('signed-over' as const) : ('changed-later' as const);
    const checked = checkCms(cms, signed, subFilter === 'ETSI.CAdES.detached');
    const chain = buildChain(checked.signer, checked.certificates, roots, at);
    return { checked, chain, document: end === pdf.length ? ('intact' as const) : later };
  });
};

const judge = (
  { checked, chain, document }: ReturnType<typeof read>[number],
  { crls, ocsps = [] }: RevocationSources,
  at: Date,
): SignatureCheck => {
  const { signer } = checked;
  const sources = { crls: [...checked.crls, ...crls], ocsps };
  const facts = {
    signer: signer.subject.replaceAll('\n', ', '),
    issuer: signer.issuer.replaceAll('\n', ', '),
    serialNumber: signer.serialNumber,
    certificate: createHash('sha256').update(signer.raw).digest('hex'),
    ...(checked.claimedTime === undefined ? {} : { claimedTime: checked.claimedTime.toISOString() }),
    document,
    signature: checked.right ? ('right' as const) : ('wrong' as const),
    chain: chain.trusted ? ('trusted' as const) : chain.reason,
    revocation: chain.trusted ? revocationOf(chain.path, sources, at).status : ('unknown' as const),
  };
  return { kind: 'legal-signature', ...facts, result: resultOf(facts) };
};

/**
 * Checks every signature of a PDF at `at`, with what is at hand: the time of signing counts only as claimed, because no time-stamp
 * authority is asked, so a certificate must hold now. @throws PdfSignatureError, CmsError
 */
export const checkSignedPdf = (pdf: Uint8Array, trust: LegalTrust, at: Date): readonly SignatureCheck[] =>
  read(pdf, trust, at).map((one) => judge(one, trust, at));

/**
 * The same, and where nothing at hand speaks of a certificate whose path ends at a configured root, its authority is asked by OCSP, else
 * for its list: once for each certificate, and only where the answer could make a signature valid or revoked, because strangers' files
 * come here. No answer leaves it unknown. @throws PdfSignatureError, CmsError
 */
export const checkSignedPdfOnline = (
  pdf: Uint8Array,
  trust: LegalTrust,
  at: Date,
  rules: FetchRules,
): Promise<readonly SignatureCheck[]> => {
  const asked = new Map<string, ReturnType<typeof fetchRevocation>>();
  return Promise.all(
    read(pdf, trust, at).map(async (one) => {
      const offline = judge(one, trust, at);
      if (!one.chain.trusted || offline.revocation !== 'unknown' || offline.result === 'invalid') return offline;
      const answer = asked.get(offline.certificate) ?? fetchRevocation(one.chain.path, rules);
      asked.set(offline.certificate, answer);
      const fetched = await answer;
      const ocsps = [...(trust.ocsps ?? []), ...(fetched.ocsps ?? [])];
      return judge(one, { crls: [...trust.crls, ...fetched.crls], ocsps }, at);
    }),
  );
};
