import express, { Router, type Request } from 'express';
import { credentialKinds, parseCommand, type FieldsState } from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import { actsOf } from './acts-of.ts';
import { statesOf } from '../record-reads.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { linkOf } from './custodial-routes.ts';
import { sent } from '../../http/sent-body.ts';
import { issuerPerson } from './issuer-actor.ts';
import { renewLink } from './issue-credentials.ts';
import { numberTags } from './number-tags.ts';
import { ministryCsv, registerEntry, registerPage, wholeRegister } from './register-book.ts';
import { registerFindSchema, registerLinkSchema, registerQuery } from './register-schemas.ts';

const body = express.raw({ type: () => true, limit: '2kb' });
/** Registers begin anew each year; nobody looks for a number of the century before. */
const yearsBack = 100;

/**
 * The register book of a unit whose keys are kept here, for its own registrar: read, found in by number, written for the ministry's
 * database. Numbers that are looked for come in the body, so that none stands in an address.
 */
export function registerRoutes(deps: CredentialDeps, now: () => Date): Router {
  const router = Router();
  const unitOf = async (request: Request): Promise<string> => (await issuerPerson(deps, request)).identity.unit;

  router.get('/api/credential/register', async (request, response) => {
    const unit = await unitOf(request);
    const { kind, year, after } = parseCommand(registerQuery, request.query);
    const question = { kind, limit: 100, ...(year && { year }), ...(after && { after }) };
    response.set('Cache-Control', 'no-store').json(await registerPage(deps, unit, question));
  });

  router.get('/api/credential/register/export.csv', async (request, response) => {
    const unit = await unitOf(request);
    const { kind, year } = parseCommand(registerQuery, request.query);
    const entries = await wholeRegister(deps, unit, { kind, ...(year && { year }) });
    response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${kind}.csv"` });
    response.type('text/csv').send(ministryCsv(entries));
  });

  router.get('/api/credential/register/:id', async (request, response) => {
    const unit = await unitOf(request);
    const { id } = parseCommand(registerLinkSchema, request.params);
    const state = (await statesOf(deps.store, [id])).get(id) as FieldsState | undefined;
    if (state?.type !== 'credential/credential' || state.owner !== unit) throw new HttpProblem('http/record-not-found');
    const [entry, acts] = [await registerEntry(deps, state), await actsOf(deps, state)];
    response.set('Cache-Control', 'no-store').json({ ...entry, acts });
  });

  router.post('/api/credential/register/find', body, async (request, response) => {
    const unit = await unitOf(request);
    const { number } = sent(registerFindSchema, request);
    const key = deps.unitKeys.lookUpKey(unit);
    const thisYear = now().getUTCFullYear();
    const years = Array.from({ length: yearsBack }, (_, back) => `${thisYear - back}-01-01`);
    const tags = credentialKinds.flatMap((kind) =>
      years.flatMap((issuedOn, back) => {
        const numbers = { registerNumber: number, ...(back === 0 ? { serialNumber: number } : {}) };
        return numberTags(key, { kind, contents: { ...numbers, issuedOn } as never }).map(({ tag }) => tag);
      }),
    );
    const ids = [...new Set(deps.numbers.held(tags).map(({ id }) => id))];
    const states = [...(await statesOf(deps.store, ids)).values()] as unknown as FieldsState[];
    const own = states.filter(({ owner, status }) => owner === unit && status !== 'erased');
    const items = await Promise.all(own.map((state) => registerEntry(deps, state)));
    response.set('Cache-Control', 'no-store').json({ items });
  });

  router.post('/api/credential/register/link', body, async (request, response) => {
    const unit = await unitOf(request);
    const { id } = sent(registerLinkSchema, request);
    const state = (await statesOf(deps.store, [id])).get(id);
    if (state?.type !== 'credential/credential' || state.owner !== unit)
      throw new HttpProblem('auth/not-your-unit', id);
    const renewed = await renewLink(deps, id);
    if (renewed === undefined) throw new HttpProblem('http/record-not-found', id);
    response.set('Cache-Control', 'no-store').json(linkOf(deps, renewed));
  });
  return router;
}
