import { randomBytes } from 'node:crypto';
import express, { Router, type Request, type Response } from 'express';
import { newId } from '@daunguon/proof';
import { HttpProblem } from '../../http/http-problem.ts';
import { CommitUnknown } from '../../ledger/ledger.ts';
import type { MemberStanding } from '../../enrolment/member-standing.ts';
import type { ApiKey, ApiKeys } from '../../vault/api-keys.ts';
import type { Vault } from '../../vault/vault.ts';
import { sendUnknown } from '../command-routes.ts';
import { apiKeySchema, providerBadgesSchema, providerIssueSchema } from './api-key-schemas.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { linkOf } from './custodial-routes.ts';
import { sent } from '../../http/sent-body.ts';
import { issueCredentials, type IssueRow } from './issue-credentials.ts';
import { apiKeyActor, issuerPerson, type ApiKeyActor } from './issuer-actor.ts';

export interface ApiKeyDeps extends CredentialDeps {
  readonly apiKeys: ApiKeys;
  readonly vault: Pick<Vault, 'get' | 'drop'>;
  readonly standing: MemberStanding;
}

const body = express.raw({ type: () => true, limit: '2mb' });
const path = '/api/credential/api-keys';

const view = ({ actor: _actor, unit: _unit, standing: _standing, ...key }: ApiKey) => key;

/** Keys of a unit's course platform, and what it may do with one: issue course certificates and badges, nothing else. */
export function apiKeyRoutes(deps: ApiKeyDeps): Router {
  const router = Router();
  const { apiKeys } = deps;

  router.get(path, async (request, response) => {
    const { identity } = await issuerPerson(deps, request);
    response.set('Cache-Control', 'no-store').json({ items: apiKeys.ofUnit(identity.unit).map(view) });
  });
  router.post(path, body, async (request, response) => {
    const { key, identity, token } = await issuerPerson(deps, request);
    const { label } = sent(apiKeySchema, request);
    const id = newId(randomBytes(16));
    const standing = await deps.standing.remember(token);
    const secret = apiKeys.create({ id, unit: identity.unit, label, actor: key, standing }, new Date());
    response.status(201).set('Cache-Control', 'no-store').json({ id, secret });
  });
  router.post(`${path}/:id/rotate`, async (request, response) => {
    const { key, identity, token } = await issuerPerson(deps, request);
    const id = String(request.params['id']);
    const standing = await deps.standing.remember(token);
    const secret = apiKeys.rotate({ id, unit: identity.unit, actor: key, standing }, new Date());
    if (secret === undefined) throw new HttpProblem('http/not-found');
    response.set('Cache-Control', 'no-store').json({ id, secret });
  });
  router.post(`${path}/:id/revoke`, async (request, response) => {
    const { identity } = await issuerPerson(deps, request);
    const id = String(request.params['id']);
    if (!apiKeys.revoke(identity.unit, id, new Date())) throw new HttpProblem('http/not-found');
    response.json({ id, revoked: true });
  });

  const platformOf = async (request: Request): Promise<ApiKeyActor> => {
    const actor = await apiKeyActor(deps, request);
    if (actor === undefined) throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
    return actor;
  };
  const issue = async (
    response: Response,
    actor: ApiKeyActor,
    requestId: string,
    rows: readonly IssueRow[],
  ): Promise<void> => {
    response.set('Cache-Control', 'no-store');
    try {
      const { links, committed } = await issueCredentials(deps, actor.identity, requestId, rows);
      await deps.indexed(committed.blockNumber, 2000);
      const { txId, blockNumber } = committed;
      const told = links.map((one) => linkOf(deps, one));
      response.status(201).json({ links: told, custody: 'custodial', txId, blockNumber });
    } catch (error) {
      if (!(error instanceof CommitUnknown)) throw error;
      sendUnknown(response, { requestId }, error);
    }
  };
  router.post('/api/credential/provider/certificates', body, async (request, response) => {
    const actor = await platformOf(request);
    const { requestId, certificates } = sent(providerIssueSchema, request);
    const rows = certificates.map((contents) => ({ kind: 'course-certificate', contents }) as const);
    await issue(response, actor, requestId, rows);
  });
  router.post('/api/credential/provider/badges', body, async (request, response) => {
    const actor = await platformOf(request);
    const { requestId, badges } = sent(providerBadgesSchema, request);
    await issue(
      response,
      actor,
      requestId,
      badges.map((contents) => ({ kind: 'badge', contents }) as const),
    );
  });
  return router;
}
