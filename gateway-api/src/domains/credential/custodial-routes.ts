import express, { Router, type Request, type Response } from 'express';
import { derivedId } from '@daunguon/proof';
import { DomainError } from '@daunguon/records';
import type { z } from 'zod';
import { sent } from '../../http/sent-body.ts';
import { CommitUnknown } from '../../ledger/ledger.ts';
import { sendCommitted, sendUnknown } from '../command-routes.ts';
import { stateOf } from '../record-reads.ts';
import { claimNumbers } from './claim-numbers.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { registerCustodialKey } from './custodial-keys.ts';
import { custodialIssueSchema, custodialKeySchema, custodialSupersedeSchema } from './custodial-schemas.ts';
import { holderTag } from '../../vault/holder-tag.ts';
import {
  issueCredentials,
  prepareCredentials,
  releaseNumbers,
  submitPrepared,
  type HolderLink,
  type IssuedCredentials,
  type IssueRow,
} from './issue-credentials.ts';

const body = express.raw({ type: () => true, limit: '2mb' });
/** The secret is in the fragment, which browsers send to nobody. */
export const linkOf = ({ config }: Pick<CredentialDeps, 'config'>, { id, secret }: HolderLink) => ({
  id,
  link: `${config.verifierUrl}/R/${id}#${secret}`,
});

/**
 * Issuing by a unit that lets this server sign and seal for it: contents pass through here in the open, and answers carry links. A
 * test profile; a unit with keys of its own seals in its own browser and sends commitments (`Credential:IssueBulk`).
 */
export function custodialRoutes(deps: CredentialDeps): Router {
  const router = Router();
  const actor = async (request: Request) => {
    const person = await deps.authenticate(request);
    return { person, identity: await deps.identityOf(person.subject, person.token) };
  };
  const answer = async (
    response: Response,
    requestId: string,
    issue: () => Promise<IssuedCredentials>,
  ): Promise<void> => {
    response.set('Cache-Control', 'no-store');
    try {
      const { committed, links } = await issue();
      await deps.indexed(committed.blockNumber, 2000);
      const { txId, blockNumber } = committed;
      response
        .status(201)
        .json({ links: links.map((one) => linkOf(deps, one)), custody: 'custodial', txId, blockNumber });
    } catch (error) {
      // Sealed and kept: the same request again finds the outcome and makes new links.
      if (!(error instanceof CommitUnknown)) throw error;
      sendUnknown(response, { requestId }, error);
    }
  };
  const rowOf = (
    { holder, ...row }: z.infer<typeof custodialIssueSchema>['credentials'][number],
    issuer: string,
  ): IssueRow => ({
    ...row,
    ...(holder === undefined ? {} : { holderTag: holderTag(deps.vaultKey, { issuer, subject: holder }) }),
  });

  router.post('/api/credential/custodial/keys', body, async (request, response) => {
    const { identity } = await actor(request);
    const asked = sent(custodialKeySchema, request);
    const { replaces, ...key } = asked;
    const command = { ...key, ...(replaces === undefined ? {} : { replaces }) };
    const committed = await registerCustodialKey(deps, identity, command, new Date());
    await deps.indexed(committed.blockNumber, 2000);
    sendCommitted(response, asked, committed);
  });
  router.post('/api/credential/custodial/issue', body, async (request, response) => {
    const { person, identity } = await actor(request);
    const { requestId, credentials } = sent(custodialIssueSchema, request);
    const rows = credentials.map((row) => rowOf(row, person.issuer));
    await answer(response, requestId, () => issueCredentials(deps, identity, requestId, rows));
  });
  router.post('/api/credential/custodial/supersede', body, async (request, response) => {
    const { person, identity } = await actor(request);
    const { credential, ...command } = sent(custodialSupersedeSchema, request);
    const replaced = await stateOf(deps.store, command.id);
    if (replaced !== undefined && replaced.owner !== identity.unit)
      throw new DomainError('credential/of-other-unit', command.id);
    // What replaces a credential is its holder's too, unless another account is named.
    const [{ holderTag: before } = {}] = deps.sealed.ofRecord(command.id);
    const inherited = before === undefined ? {} : { holderTag: before };
    const row = { ...inherited, ...rowOf(credential, person.issuer), id: derivedId('successor', command.id) };
    // The successor may keep the numbers of what it replaces.
    await claimNumbers(deps, identity.unit, [row], command.id);
    try {
      const prepared = await prepareCredentials(deps, identity.unit, command.requestId, [row]);
      await answer(response, command.requestId, () =>
        submitPrepared(prepared, () =>
          deps.ledger.submit(identity, 'Credential:Supersede', { ...command, successor: prepared.rows[0] }),
        ),
      );
    } catch (error) {
      releaseNumbers(deps, [row], error);
      throw error;
    }
  });
  return router;
}
