import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attestedSchema, type Attested } from '../domains/credential/attested-files.ts';
import { checkSignedPdfOnline, legalWords, type LegalTrust } from './check-signed-pdf.ts';
import { CmsError } from './cms-signature.ts';
import type { FetchRules } from './fetch-revocation.ts';
import { PdfSignatureError } from './pdf-signature.ts';

const words = z.strictObject({ vi: z.string(), en: z.string() });
/** What a check answers: one entry for each signature, in the order of signing. */
export const legalAnswerSchema = z.strictObject({
  /** SHA-256 of the file. */
  digest: z.string(),
  signatures: z.array(
    z.strictObject({
      kind: z.literal('legal-signature'),
      signer: z.string(),
      issuer: z.string(),
      serialNumber: z.string(),
      /** SHA-256 of the signer's certificate. */
      certificate: z.string(),
      claimedTime: z.string().optional(),
      document: z.enum(['intact', 'signed-over', 'changed-later']),
      signature: z.enum(['right', 'wrong']),
      chain: z.enum(['trusted', 'no-root', 'expired', 'not-for-signing']),
      revocation: z.enum(['good', 'revoked', 'unknown']),
      result: z.enum(['valid', 'invalid', 'unknown']),
      words,
      /** Units that registered this certificate for the person who signs for them. */
      signsFor: z.array(attestedSchema),
      signerWords: words,
    }),
  ),
  /** Units that stand for this file on the ledger: not a digital signature under the law. */
  ledger: z.array(attestedSchema),
  ledgerWords: words,
  /** Why there is no legal signature to check: not a PDF, not signed, or malformed. */
  refusal: z.string().optional(),
});
export type LegalAnswer = z.infer<typeof legalAnswerSchema>;

/** What a check works with. */
export interface LegalCheckDeps {
  readonly trust: () => LegalTrust;
  readonly rules: FetchRules;
  readonly now: () => Date;
  /** Units for which a certificate (SHA-256) signs, and those that stand for a file (SHA-256). */
  readonly signsFor: (certificate: string) => Promise<readonly Attested[]>;
  readonly standsFor: (digest: string) => Promise<readonly Attested[]>;
}

const names = (units: readonly Attested[]): string => units.map(({ unitName }) => unitName).join(', ');
const signerWords = (units: readonly Attested[]) =>
  units.length === 0
    ? {
        vi: 'Chưa đơn vị nào đăng ký chứng thư của người ký',
        en: 'No unit registered the signer’s certificate',
      }
    : { vi: `Người ký thay mặt: ${names(units)}`, en: `The signer signs for: ${names(units)}` };
const ledgerWords = (units: readonly Attested[]) =>
  units.length === 0
    ? { vi: 'Chưa đơn vị nào xác nhận tệp này trên sổ', en: 'No unit stands for this file on the ledger' }
    : legalWords.ledger;

/** Checks a PDF, and says of legal and ledger signatures apart. What is no signed PDF is an answer, not an error. */
export async function legalAnswer(pdf: Uint8Array, deps: LegalCheckDeps): Promise<LegalAnswer> {
  const digest = createHash('sha256').update(pdf).digest('hex');
  const ledger = (await deps.standsFor(digest)).filter(({ status }) => status === 'active');
  const rest = { digest, ledger, ledgerWords: ledgerWords(ledger) };
  try {
    const checks = await checkSignedPdfOnline(pdf, deps.trust(), deps.now(), deps.rules);
    const signatures = await Promise.all(
      checks.map(async (check) => {
        const units = [...(await deps.signsFor(check.certificate))];
        return { ...check, words: legalWords[check.result], signsFor: units, signerWords: signerWords(units) };
      }),
    );
    return { ...rest, signatures };
  } catch (error) {
    if (error instanceof PdfSignatureError) return { ...rest, signatures: [], refusal: error.code };
    if (error instanceof CmsError) return { ...rest, signatures: [], refusal: 'cms' };
    throw error;
  }
}
