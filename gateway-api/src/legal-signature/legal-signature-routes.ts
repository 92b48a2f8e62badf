import { createHash } from 'node:crypto';
import { isId, newId } from '@daunguon/proof';
import { parseCommand } from '@daunguon/records';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { outcomeUnknown, sendCommitted, sendUnknown, type CommandDeps } from '../domains/command-routes.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { limitedBody } from '../http/limited-body.ts';
import { parseJson } from '../http/parse-json.ts';
import { CommitUnknown } from '../ledger/ledger.ts';
import type { RateLimit } from '../market/rate-limit.ts';
import { legalAnswer, type LegalAnswer, type LegalCheckDeps } from './legal-answer.ts';
import { signForUnit } from './sign-for-unit.ts';

export interface LegalDeps extends LegalCheckDeps {
  /** Checks of one address within a minute: nobody need sign in for one. */
  readonly byAddress: RateLimit;
  readonly commands: Pick<CommandDeps, 'authenticate' | 'identityOf' | 'ledger' | 'indexed'>;
  /** Base address of the remote signing service (CSC API v2); absent: there is none. */
  readonly cscUrl: string | undefined;
  /** The PDF, not yet signed, of a credential that a unit issued. @throws HttpProblem where it did not */
  readonly credentialPdf: (unit: string, id: string) => Promise<Buffer>;
}

/** What a signer brings to the signing service (`SigningService`). */
export const signingServiceSchema = z.strictObject({
  credentialId: z.string().min(1).max(200),
  token: z.string().min(1).max(8000),
  sad: z.string().min(1).max(8000),
});
export const legalSignSchema = signingServiceSchema.extend({ id: z.string().refine(isId, 'id') });

const checksPerMinute = 30;
const maxPdfBytes = 20 * 1024 * 1024;
const pdfBody = limitedBody(['application/pdf'], maxPdfBytes);
/** Other pages send as text/plain, which no browser asks about first. */
const anyPdfBody = limitedBody(['application/pdf', 'text/plain'], maxPdfBytes);
const pdfIn = ({ body }: Request): Buffer => {
  if (!Buffer.isBuffer(body)) throw new HttpProblem('http/unsupported', 'application/pdf');
  return body;
};
/** The same file for the same record in the same unit's name is the same request. */
const derive = (...parts: readonly string[]): string =>
  newId(
    createHash('sha256')
      .update(['daunguon/attach/v1', ...parts].join('\0'))
      .digest()
      .subarray(0, 16),
  );

/** Checking, attaching and signing PDFs by the digital signatures that the law knows. Nothing of a file is kept or logged. */
export function legalSignatureRoutes(deps: LegalDeps): Router {
  const router = Router();
  const { commands } = deps;

  // Before the body is read: a file that is not checked need not be taken.
  const limited: RequestHandler = (request, response, next) => {
    response.set('Access-Control-Allow-Origin', '*');
    const wait = deps.byAddress.take(request.ip ?? '', 1, checksPerMinute);
    if (wait > 0) throw new HttpProblem('credential/too-many-questions', '', { 'Retry-After': String(wait) });
    next();
  };
  router.post('/api/legal-signatures/check', limited, anyPdfBody, async (request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    const pdf = pdfIn(request);
    response.json(await legalAnswer(pdf, deps));
  });

  // A PDF that was signed elsewhere is hung on a record by its digest: the file itself stays with whoever has it.
  router.post('/api/legal-signatures/attach', pdfBody, async (request, response) => {
    const person = await commands.authenticate(request);
    const { record } = request.query;
    if (typeof record !== 'string' || !isId(record)) throw new HttpProblem('http/invalid-query', 'record');
    const pdf = pdfIn(request);
    const identity = await commands.identityOf(person.subject, person.token);
    const checked = await legalAnswer(pdf, deps);
    requireOwnSigner(checked, identity.unit);
    const parts = [identity.unit, record, checked.digest];
    const command = {
      ...{ requestId: derive('request', ...parts), id: derive('id', ...parts), digest: checked.digest },
      ...{ bytes: pdf.length, mediaType: 'application/pdf', subject: record },
    };
    await answer(response, command, checked, () => commands.ledger.submit(identity, 'Credential:Attest', command));
  });

  router.post(
    '/api/legal-signatures/sign',
    express.raw({ type: () => true, limit: '64kb' }),
    async (request, response) => {
      if (deps.cscUrl === undefined) throw new HttpProblem('legal/no-signing-service');
      const raw: unknown = request.body;
      const { id, ...service } = parseCommand(legalSignSchema, parseJson(Buffer.isBuffer(raw) ? raw : Buffer.alloc(0)));
      const person = await commands.authenticate(request);
      const { unit, role } = await commands.identityOf(person.subject, person.token);
      if (role !== 'issuer' || unit === '') throw new HttpProblem('auth/not-your-unit', id);
      const pdf = await deps.credentialPdf(unit, id);
      response.set('Cache-Control', 'no-store');
      response.type('application/pdf').send(await signForUnit(deps, unit, service, pdf));
    },
  );

  async function answer(
    response: Response,
    command: { requestId: string; id: string },
    { signatures }: LegalAnswer,
    submit: () => ReturnType<typeof commands.ledger.submit>,
  ): Promise<void> {
    const committed = await submit().catch(outcomeUnknown);
    if (committed instanceof CommitUnknown) return sendUnknown(response, command, committed);
    await commands.indexed(committed.blockNumber, 2000);
    sendCommitted(response, command, committed, { signatures });
  }
  return router;
}

/** Only what was signed, is intact and not known to be wrong, by a person who signs for the unit: @throws HttpProblem */
function requireOwnSigner({ signatures, refusal }: LegalAnswer, unit: string): void {
  if (refusal !== undefined) throw new HttpProblem('legal/not-signed', refusal);
  if (signatures.some(({ result }) => result === 'invalid')) throw new HttpProblem('legal/signature-invalid');
  if (!signatures.some(({ signsFor }) => signsFor.some((one) => one.unit === unit)))
    throw new HttpProblem('legal/signer-not-registered', signatures[0]?.certificate ?? '');
}
