import { parseCommand } from '@daunguon/records';
import express, { Router } from 'express';
import { z } from 'zod';
import { requireAdministrator } from '../auth/administrator.ts';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { sent } from '../http/sent-body.ts';
import { holderTag } from '../vault/holder-tag.ts';
import { isLookupKind, lookupKinds, lookupNames, type LookupPorts } from './lookup-kinds.ts';
import type { LookupLog } from '../vault/lookup-log.ts';

export interface LookupDeps extends Pick<Deps, 'authenticate' | 'identityOf' | 'config'> {
  readonly lookups: {
    readonly ports: LookupPorts;
    readonly log: LookupLog;
    readonly vaultKey: Buffer;
    readonly now: () => number;
  };
}

const path = '/api/lookups';
const body = express.raw({ type: () => true, limit: '4kb' });
const askedSchema = z.strictObject({ key: z.string().max(100) });
/** Of one person, of all kinds together: enough for a clerk, too few to walk through a register. */
const quota = { perMinute: 20, perDay: 300 };
const linesPage = 100;

const about = z.strictObject({ source: z.string(), asOf: z.iso.date(), sample: z.boolean() });
export const lookupsSchema = z.strictObject({
  items: z.array(z.strictObject({ kind: z.enum(lookupNames), connected: z.boolean(), about: about.optional() })),
});
export const foundSchema = z.strictObject({
  about,
  found: z.union(lookupNames.map((kind) => lookupKinds[kind].found)),
});
export const lookupLinesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ at: z.iso.datetime(), who: z.string(), unit: z.string(), kind: z.enum(lookupNames), about: z.string() },
      outcome: z.enum(['asked', 'found', 'not-found']),
    }),
  ),
  next: z.string().optional(),
});

/** Asks other registers for people who fill in a form; what is not connected says so. Keys travel in bodies: some are of persons. */
export function lookupRoutes(deps: LookupDeps): Router {
  const { ports, log, vaultKey, now } = deps.lookups;
  const router = Router();

  router.get(path, async (request, response) => {
    await deps.authenticate(request);
    const items = lookupNames.map((kind) => {
      const port = ports[kind];
      return { kind, connected: port !== undefined, ...(port === undefined ? {} : { about: port.about }) };
    });
    response.json({ items });
  });
  router.get(`${path}/log`, async (request, response) => {
    await requireAdministrator(deps, request);
    const before = request.query['before'] === undefined ? undefined : Number(request.query['before']);
    if (before !== undefined && !Number.isSafeInteger(before)) throw new HttpProblem('http/invalid-query', 'before');
    const found = log.lines(linesPage + 1, before);
    const items = found.slice(0, linesPage);
    const last = items.at(-1);
    response.set('Cache-Control', 'no-store').json({
      items: items.map(({ seq: _, ...line }) => line),
      ...(found.length > linesPage && last !== undefined ? { next: String(last.seq) } : {}),
    });
  });
  router.post(`${path}/:kind`, body, async (request, response) => {
    const person = await deps.authenticate(request);
    const { unit } = await deps.identityOf(person.subject, person.token);
    const kind = String(request.params['kind']);
    if (!isLookupKind(kind)) throw new HttpProblem('http/not-found', kind);
    const { key: typed } = sent(askedSchema, request);
    const { key } = parseCommand(z.strictObject({ key: lookupKinds[kind].key }), { key: typed.replace(/\s/g, '') });
    const port = ports[kind];
    if (port === undefined) throw new HttpProblem('lookup/not-connected', kind);
    const turn = log.take({ who: holderTag(vaultKey, person), unit, kind, key }, quota, now());
    if ('wait' in turn) throw new HttpProblem('lookup/too-many', '', { 'Retry-After': String(turn.wait) });
    const found = await port.find(key);
    log.answered(turn.seq, found === undefined ? 'not-found' : 'found');
    response.set('Cache-Control', 'no-store');
    if (found === undefined) throw new HttpProblem('lookup/not-found');
    response.json({ about: port.about, found });
  });
  return router;
}
