import { isId } from '@daunguon/proof';
import express, { Router } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import { sent } from '../../http/sent-body.ts';
import { dayOf } from '../../scans/day.ts';
import { holderTag } from '../../vault/holder-tag.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { isHolder } from './holder-reads.ts';
import { newShareSchema, shareNameSchema } from './share-schemas.ts';

const body = express.raw({ type: () => true, limit: '80kb' });
const mostShares = 500;

/**
 * Links by which holders show some fields, kept sealed until the holder takes them back: this server can open none, and who has the
 * link asks for it without an account.
 */
export function shareRoutes(deps: CredentialDeps, now: () => number): Router {
  const router = Router();
  const { shares } = deps;

  router.get('/api/credential/mine/shares', async (request, response) => {
    const tag = holderTag(deps.vaultKey, await deps.authenticate(request));
    const items = shares
      .ofHolder(tag)
      .map(({ share, record, fields, madeOn }) => ({ share, id: record, fields, madeOn }));
    response.set('Cache-Control', 'no-store').json({ items });
  });

  router.post('/api/credential/mine/shares', body, async (request, response) => {
    const person = await deps.authenticate(request);
    const { id, ...made } = sent(newShareSchema, request);
    if (!isHolder(deps, person, id)) throw new HttpProblem('http/record-not-found', id);
    const tag = holderTag(deps.vaultKey, person);
    if (shares.ofHolder(tag).length >= mostShares) throw new HttpProblem('credential/too-many-shares');
    const madeOn = dayOf(now());
    const isNew = shares.put({ ...made, record: id, holderTag: tag, madeOn });
    // The same share sent again is the same share; any other under its name is nobody's.
    if (!isNew && shares.get(made.share)?.box !== made.box) throw new HttpProblem('http/invalid-body', 'share');
    response.status(201).set('Cache-Control', 'no-store').json({ share: made.share, madeOn });
  });

  router.post('/api/credential/mine/shares/withdraw', body, async (request, response) => {
    const tag = holderTag(deps.vaultKey, await deps.authenticate(request));
    const { share } = sent(shareNameSchema, request);
    if (!shares.withdraw(share, tag)) throw new HttpProblem('http/not-found');
    response.set('Cache-Control', 'no-store').json({ share, withdrawn: true });
  });

  router.get('/api/credential/shares/:share', (request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    const share = String(request.params.share).toUpperCase();
    const found = isId(share) ? shares.get(share) : undefined;
    if (found === undefined) throw new HttpProblem('http/not-found');
    response.json({ box: found.box });
  });
  return router;
}
