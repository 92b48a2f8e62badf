import express, { Router } from 'express';
import { z } from 'zod';
import { HttpProblem } from '../http/http-problem.ts';
import { checkSignedPdfOnline, legalWords, type LegalTrust } from './check-signed-pdf.ts';
import { CmsError } from './cms-signature.ts';
import type { FetchRules } from './fetch-revocation.ts';
import { PdfSignatureError } from './pdf-signature.ts';

const words = z.strictObject({ vi: z.string(), en: z.string() });
/** What a check answers: one entry for each signature, in the order of signing. */
export const legalAnswerSchema = z.strictObject({
  signatures: z.array(
    z.strictObject({
      kind: z.literal('legal-signature'),
      signer: z.string(),
      issuer: z.string(),
      serialNumber: z.string(),
      certificate: z.string(),
      claimedTime: z.string().optional(),
      document: z.enum(['intact', 'signed-over', 'changed-later']),
      signature: z.enum(['right', 'wrong']),
      chain: z.enum(['trusted', 'no-root', 'expired', 'not-for-signing']),
      revocation: z.enum(['good', 'revoked', 'unknown']),
      result: z.enum(['valid', 'invalid', 'unknown']),
      words,
    }),
  ),
  /** Why there is nothing to check: not a PDF, not signed, or malformed. */
  refusal: z.string().optional(),
});

/** `POST /api/legal-signatures/check` with a PDF. Nothing of it is kept or logged. */
export function legalSignatureRoutes(trust: () => LegalTrust, rules: FetchRules, now: () => Date): Router {
  const router = Router();
  const body = express.raw({ type: 'application/pdf', limit: '20mb' });
  router.post('/api/legal-signatures/check', body, async (request, response) => {
    const pdf: unknown = request.body;
    if (!Buffer.isBuffer(pdf)) throw new HttpProblem('http/unsupported', 'application/pdf');
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    try {
      const checks = await checkSignedPdfOnline(pdf, trust(), now(), rules);
      response.json({ signatures: checks.map((check) => ({ ...check, words: legalWords[check.result] })) });
    } catch (error) {
      if (error instanceof PdfSignatureError) response.json({ signatures: [], refusal: error.code });
      else if (error instanceof CmsError) response.json({ signatures: [], refusal: 'cms' });
      else throw error;
    }
  });
  return router;
}
