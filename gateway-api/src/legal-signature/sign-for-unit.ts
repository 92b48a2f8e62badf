import { createHash } from 'node:crypto';
import { HttpProblem } from '../http/http-problem.ts';
import { CscError, cscSigner } from './csc-signer.ts';
import type { LegalDeps } from './legal-signature-routes.ts';
import { signPdf } from './sign-pdf.ts';

/** What the signer brings: `token` and `sad` (what they approved) are the signing service's, go to it and are kept nowhere. */
export interface SigningService {
  readonly credentialId: string;
  readonly token: string;
  readonly sad: string;
}

/** A PDF that we made, signed by a person who signs for the unit. @throws HttpProblem where there is no service, no right, or a refusal */
export async function signForUnit(
  { cscUrl, signsFor, now }: Pick<LegalDeps, 'cscUrl' | 'signsFor' | 'now'>,
  unit: string,
  service: SigningService,
  pdf: Buffer,
): Promise<Buffer> {
  if (cscUrl === undefined) throw new HttpProblem('legal/no-signing-service');
  try {
    const signer = await cscSigner({ url: cscUrl, ...service });
    const certificate = createHash('sha256').update(signer.certificates[0]!).digest('hex');
    if (!(await signsFor(certificate)).some((one) => one.unit === unit))
      throw new HttpProblem('legal/signer-not-registered', certificate);
    return await signPdf(pdf, signer, now());
  } catch (error) {
    if (error instanceof CscError) throw new HttpProblem('legal/signing-refused', error.message);
    throw error;
  }
}
