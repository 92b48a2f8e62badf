import express, { Router } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import type { FieldsState } from '@daunguon/records';
import { stateOf } from '../record-reads.ts';
import { linkOf } from './custodial-routes.ts';
import { sent } from '../../http/sent-body.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { recoverSchema } from './holder-schemas.ts';
import { rotateLinkSchema, storeSealedSchema } from './custodial-schemas.ts';
import { holderTag } from '../../vault/holder-tag.ts';
import { renewLink } from './issue-credentials.ts';
import { paperTag } from './paper-tag.ts';

const body = express.raw({ type: () => true, limit: '2mb' });

/** Sealed contents from browsers, new secrets for links, and links that were lost. Nothing here opens anything for the server. */
export function linkRoutes(deps: CredentialDeps): Router {
  const router = Router();
  const { sealed } = deps;

  router.post('/api/credential/sealed', body, async (request, response) => {
    const person = await deps.authenticate(request);
    const { unit, role } = await deps.identityOf(person.subject, person.token);
    if (role !== 'issuer' || unit === '') throw new HttpProblem('auth/not-your-unit');
    const { contents } = sent(storeSealedSchema, request);
    for (const { id } of contents) {
      const known = (await stateOf(deps.store, id)) as FieldsState | undefined;
      // What another unit issued is not added to.
      if (known !== undefined && known.owner !== unit) throw new HttpProblem('auth/not-your-unit', id);
    }
    const key = deps.unitKeys.lookUpKey(unit);
    sealed.put(
      contents.map(({ paper, ...row }) => ({
        ...row,
        ...(paper === undefined ? {} : { paperTag: paperTag(key, paper) }),
      })),
    );
    response.status(201).json({ stored: contents.length });
  });

  // Who has the secret needs no account: the token, made from it, is the only key there is.
  router.post('/api/credential/links/rotate', body, (request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    const { id, token, wraps, tokenHash } = sent(rotateLinkSchema, request);
    if (!sealed.holds(id, token)) throw new HttpProblem('credential/link-refused');
    sealed.rewrap(id, new Map(wraps.map(({ commitment, wrap }) => [commitment, wrap])), tokenHash);
    response.json({ rotated: true });
  });

  router.post('/api/credential/links/recover', body, async (request, response) => {
    const person = await deps.authenticate(request);
    response.set('Cache-Control', 'no-store');
    const { id: only } = sent(recoverSchema, request);
    const rows = sealed
      .ofHolder(holderTag(deps.vaultKey, person))
      .filter(({ id }) => only === undefined || id === only);
    const links: { id: string; link: string }[] = [];
    const atUnit: string[] = [];
    for (const id of new Set(rows.map((row) => row.id))) {
      const renewed = await renewLink(deps, id);
      if (renewed === undefined) atUnit.push(id);
      else links.push(linkOf(deps, renewed));
    }
    response.json({ links, atUnit });
  });
  return router;
}
