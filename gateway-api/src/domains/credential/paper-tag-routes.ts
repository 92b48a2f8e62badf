import express, { Router } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import { sent } from '../../http/sent-body.ts';
import { statesOf } from '../record-reads.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { issuerPerson } from './issuer-actor.ts';
import { paperTagsSchema } from './paper-schemas.ts';
import { paperTag } from './paper-tag.ts';

const body = express.raw({ type: () => true, limit: '256kb' });

/**
 * The numbers of printed documents, from a unit that seals in its own place and wants its paper found: only their HMAC is kept, beside the
 * sealed contents. All or none; `paper: null` takes a document out again.
 */
export function paperTagRoutes(deps: CredentialDeps): Router {
  const router = Router();
  router.post('/api/credential/paper-tags', body, async (request, response) => {
    const { identity } = await issuerPerson(deps, request);
    const { papers } = sent(paperTagsSchema, request);
    const states = await statesOf(
      deps.store,
      papers.map(({ id }) => id),
    );
    for (const { id } of papers) {
      const state = states.get(id);
      if (state?.type !== 'credential/credential' || deps.sealed.ofRecord(id).length === 0)
        throw new HttpProblem('http/record-not-found', id);
      if (state.owner !== identity.unit) throw new HttpProblem('auth/not-your-unit', id);
    }
    const key = deps.unitKeys.lookUpKey(identity.unit);
    deps.sealed.tagPaper(new Map(papers.map(({ id, paper }) => [id, paper === null ? null : paperTag(key, paper)])));
    response.set('Cache-Control', 'no-store').json({ kept: papers.length });
  });
  return router;
}
