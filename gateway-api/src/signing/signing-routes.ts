import express, { Router } from 'express';
import { canonicalize } from '@daunguon/proof';
import { parseCommand } from '@daunguon/records';
import { z } from 'zod';
import { isIssuing, requireAssurance } from '../auth/assurance.ts';
import type { CommandRoute } from '../domains/command-route.ts';
import {
  outcomeUnknown,
  sendCommitted,
  sendUnknown,
  type CommandDeps,
  type CommandHooks,
  type SentCommand,
} from '../domains/command-routes.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { awaitCheckpoint } from '../log/prefer-wait.ts';
import { parseJson } from '../http/parse-json.ts';
import { CommitUnknown } from '../ledger/ledger.ts';
import { revocationOf } from '../index-store/signer-revocations.ts';
import { signerOf } from '../ledger/signers.ts';
import {
  readProposal,
  readTransaction,
  type SignedIntent,
  type SignedTransactions,
} from '../ledger/signed-transactions.ts';

/** Base64 (RFC 4648 §4) of at most 1 MB. */
const bytesSchema = z.base64().max(1_400_000);
const signatureSchema = z.base64().min(1).max(200);

export const prepareSchema = z.strictObject({
  transaction: z.string().regex(/^[A-Z][A-Za-z]*:[A-Z][A-Za-z]*$/),
  command: z.record(z.string(), z.unknown()),
  mspId: z.string().min(1).max(64),
  certificatePem: z.string().startsWith('-----BEGIN CERTIFICATE-----').max(8192),
});
export const endorseSchema = z.strictObject({ proposal: bytesSchema, signature: signatureSchema });
export const submitSchema = z.strictObject({ payload: bytesSchema, signature: signatureSchema });

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
const base64 = (data: Uint8Array): string => Buffer.from(data).toString('base64');

/**
 * Acting in one's own name: the person's key signs proposal and transaction outside, this API only carries bytes to the ledger
 * (Fabric's offline signing). The chaincode sees the person's own certificate and decides.
 */
export function signingRoutes(
  deps: CommandDeps,
  signed: SignedTransactions,
  routes: readonly CommandRoute[],
  { before, after }: CommandHooks = {},
): Router {
  const router = Router();
  const body = express.raw({ type: () => true, limit: '3mb' });
  /** The command inside, checked like any other, so that a mistake gets its field named before anything is signed. */
  const checked = (transaction: string, command: unknown): SentCommand => {
    const route = routes.find((one) => one.transaction === transaction);
    if (route === undefined) throw new HttpProblem('tx/unknown-transaction', transaction);
    const parsed = parseCommand(route.schema, command) as SentCommand;
    before?.(transaction, parsed);
    return parsed;
  };
  const sent = <Schema extends z.ZodType>(schema: Schema, raw: unknown): z.infer<Schema> =>
    parseCommand(schema, parseJson(Buffer.isBuffer(raw) ? raw : Buffer.alloc(0))) as z.infer<Schema>;
  const command = ({ transaction, argument }: { transaction: string; argument: string }): SentCommand =>
    checked(transaction, parseJson(Buffer.from(argument)));

  /** Why the network took nothing of a key that was reported lost: its own refusal does not say. */
  const told =
    ({ mspId, certificatePem }: SignedIntent) =>
    async (error: unknown): Promise<never> => {
      const signer = signerOf(mspId, certificatePem);
      const revoked = signer === undefined ? undefined : await revocationOf(deps.store, signer);
      const isRefusal = error instanceof HttpProblem && error.code === 'ledger/refused';
      throw isRefusal && revoked !== undefined ? new HttpProblem('tx/key-revoked') : error;
    };

  router.post('/api/tx/prepare', body, async (request, response) => {
    await deps.authenticate(request);
    const asked = sent(prepareSchema, request.body);
    const argument = canonicalize(checked(asked.transaction, asked.command));
    const { proposal, txId } = signed.prepare(asked, asked.transaction, argument);
    response.json({ proposal: base64(proposal), txId, argument });
  });
  router.post('/api/tx/endorse', body, async (request, response) => {
    const person = await deps.authenticate(request);
    const { proposal, signature } = sent(endorseSchema, request.body);
    const intent = readProposal(bytes(proposal));
    if (isIssuing(intent.transaction)) requireAssurance(deps.config, person);
    command(intent);
    const endorsed = await signed.endorse(bytes(proposal), bytes(signature)).catch(told(intent));
    response.json({ payload: base64(endorsed.payload), txId: endorsed.txId, result: endorsed.result });
  });
  router.post('/api/tx/submit', body, async (request, response) => {
    const person = await deps.authenticate(request);
    const { payload, signature } = sent(submitSchema, request.body);
    const intent = readTransaction(bytes(payload));
    if (isIssuing(intent.transaction)) requireAssurance(deps.config, person);
    const asked = command(intent);
    const committed = await signed.submit(bytes(payload), bytes(signature)).catch(outcomeUnknown).catch(told(intent));
    if (committed instanceof CommitUnknown) return sendUnknown(response, asked, committed);
    await deps.indexed(committed.blockNumber, 2000);
    const receipt = await awaitCheckpoint(request, response, deps.covered, committed.blockNumber);
    sendCommitted(response, asked, committed, { ...receipt, ...(await after?.(intent.transaction, asked)) });
  });
  return router;
}
