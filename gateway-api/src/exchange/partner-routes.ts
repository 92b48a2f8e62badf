import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { DomainError } from '@daunguon/records';
import express, { Router } from 'express';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { sent } from '../http/sent-body.ts';
import { requireAdministrator } from '../auth/administrator.ts';
import type { AccessTokens } from './access-tokens.ts';
import { partnerSchema } from './partner-schema.ts';
import { isSandboxUnit } from './sandbox.ts';
import type { PartnerStore } from './partner-store.ts';

export interface PartnerDeps extends Pick<Deps, 'authenticate' | 'identityOf' | 'config' | 'store'> {
  readonly partners: PartnerStore;
  readonly tokens: Pick<AccessTokens, 'endOf'>;
  readonly now: () => number;
  /** Ends everything of a partner whose key is no longer in force. */
  readonly endPartner: (partner: string) => void;
}

const base = '/api/exchange/partners';
const body = express.raw({ type: () => true, limit: '64kb' });
const readsPage = 100;

/** Partners as the gateway's administrators make, look after and revoke them. */
export function partnerRoutes(deps: PartnerDeps): Router {
  const { partners, now } = deps;
  const router = Router();
  router.get(base, async (request, response) => {
    await requireAdministrator(deps, request);
    const items = partners.all().map((partner) => ({ ...partner, today: partners.today(partner.id, now()) }));
    response.set('Cache-Control', 'no-store').json({ items });
  });
  router.post(base, body, async (request, response) => {
    await requireAdministrator(deps, request);
    const partner = sent(partnerSchema, request);
    const { sandbox, unit = '' } = partner;
    if (sandbox && !(await isSandboxUnit(deps.store, unit))) {
      throw new DomainError('registry/invalid-command', unit, [{ pointer: '/unit', detail: 'not-a-sandbox' }]);
    }
    const id = newId(randomBytes(16));
    const key = partners.add(id, partner, new Date(now()).toISOString());
    response.status(201).set('Cache-Control', 'no-store').json({ id, key });
  });
  router.post(`${base}/:id/rotate`, async (request, response) => {
    await requireAdministrator(deps, request);
    const id = request.params.id;
    const key = partners.rotate(id);
    if (key === undefined) throw new HttpProblem('http/not-found', id);
    deps.tokens.endOf(id);
    response.set('Cache-Control', 'no-store').json({ id, key });
  });
  router.post(`${base}/:id/revoke`, async (request, response) => {
    await requireAdministrator(deps, request);
    const id = request.params.id;
    if (!partners.revoke(id, new Date(now()).toISOString())) throw new HttpProblem('http/not-found', id);
    deps.endPartner(id);
    response.json({ id, revoked: true });
  });
  router.get(`${base}/:id/reads`, async (request, response) => {
    await requireAdministrator(deps, request);
    const before = request.query['before'] === undefined ? undefined : Number(request.query['before']);
    if (before !== undefined && !Number.isSafeInteger(before)) throw new HttpProblem('http/invalid-query', 'before');
    const found = partners.reads(request.params.id, readsPage + 1, before);
    const page = found.slice(0, readsPage);
    const last = page.at(-1);
    response.set('Cache-Control', 'no-store').json({
      items: page.map(({ seq: _, ...line }) => line),
      ...(found.length > readsPage && last !== undefined ? { next: String(last.seq) } : {}),
    });
  });
  return router;
}
