import express, { Router, type Request } from 'express';
import { mustBeKept, type CredentialKind } from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import { dayOf } from '../../scans/day.ts';
import { actsOf, isAnswered } from './acts-of.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { sent } from '../../http/sent-body.ts';
import { bodyKeysOf, credentialState, heldBy, isHolder } from './holder-reads.ts';
import { holderIdSchema } from './holder-schemas.ts';
import { holderTag } from '../../vault/holder-tag.ts';

const body = express.raw({ type: () => true, limit: '16kb' });

/** What a person who is signed in may do with what was issued to them. Nobody learns here what others hold. */
export function holderRoutes(deps: CredentialDeps, now: () => number): Router {
  const router = Router();
  /** The person and a credential of theirs. @throws HttpProblem the same for another's and for none */
  const mine = async (request: Request) => {
    const person = await deps.authenticate(request);
    const { id } = sent(holderIdSchema, request);
    const state = await credentialState(deps, id);
    if (state === undefined || !isHolder(deps, person, id)) throw new HttpProblem('http/record-not-found', id);
    return { person, id, state };
  };

  router.get('/api/credential/mine', async (request, response) => {
    const person = await deps.authenticate(request);
    response.set('Cache-Control', 'no-store').json({ items: await heldBy(deps, person) });
  });

  router.post('/api/credential/mine/open', body, async (request, response) => {
    const { id } = await mine(request);
    const keys = await bodyKeysOf(deps, id);
    if (keys === undefined) throw new HttpProblem('credential/no-custodial-key');
    response.set('Cache-Control', 'no-store').json({ id, keys });
  });

  router.post('/api/credential/mine/erasure', body, async (request, response) => {
    const { person, id, state } = await mine(request);
    const askedOn = dayOf(now());
    deps.erasureRequests.put({ id, version: state.version, holderTag: holderTag(deps.vaultKey, person), askedOn });
    response.status(201).json({ askedOn, mustBeKept: mustBeKept(state) });
  });

  // The unit answers by an act on the ledger: erase, or refuse-erasure with its ground.
  router.get('/api/credential/erasure-requests', async (request, response) => {
    const person = await deps.authenticate(request);
    const { unit, role } = await deps.identityOf(person.subject, person.token);
    if (role !== 'issuer' || unit === '') throw new HttpProblem('auth/not-your-unit');
    const items = [];
    for (const { id, askedOn, version } of deps.erasureRequests.all()) {
      const state = await credentialState(deps, id);
      if (state?.owner !== unit || isAnswered(await actsOf(deps, state), version)) continue;
      const { kind, month = '' } = state.facets;
      items.push({
        id,
        kind: kind as CredentialKind,
        month,
        status: state.status,
        mustBeKept: mustBeKept(state),
        askedOn,
      });
    }
    response.set('Cache-Control', 'no-store').json({ items });
  });
  return router;
}
