import { issueCredential } from '@daunguon/formats/vc';
import { buildStatusList, issueTokenStatusList, minEntries, type StatusPurpose } from '@daunguon/formats/status-list';
import { parseCommand } from '@daunguon/records';
import express, { Router } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import { stateOf } from '../record-reads.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { sent } from '../../http/sent-body.ts';
import { custodialSigningKey, documentIn, listAddresses } from './formats-documents.ts';
import {
  documentSchema,
  documentTypes,
  statusListPath,
  statusListQuery,
  tokenListPath,
  tokenListQuery,
  tokenListType,
} from './formats-schemas.ts';
import { isHolder } from './holder-reads.ts';
import { placedCredentials, setIndexes } from './formats-status-lists.ts';

const body = express.raw({ type: () => true, limit: '16kb' });
/** A list is believed as long as a diploma's standing (trust.md): a day. */
const validForMs = 86_400_000;
const wire = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

/** The documents and status lists of units whose keys this server keeps. A unit with keys of its own makes them at its own place. */
export function formatsRoutes(deps: CredentialDeps, now: () => number): Router {
  const router = Router();
  const { listUrl, tokenListUrl } = listAddresses(deps.config.publicUrl);
  /** What a list is made from: at `past`, or now. A list of the future would say that nothing will be revoked. */
  const listed = async (unit: string, list: number, past: number | undefined, name: string) => {
    if (past !== undefined && past > now()) throw new HttpProblem('http/invalid-query', name);
    const key = await custodialSigningKey(deps, unit);
    const placed = await placedCredentials(deps.store, unit);
    const lists = Math.max(0, ...[...placed.places.values()].map((place) => place.list));
    if (list > lists) throw new HttpProblem('http/not-found');
    const signing = { kid: `${deps.config.verifierUrl}/r/${key.id}`, privateKey: key.privateKey };
    const setIn = (purpose: StatusPurpose) => setIndexes(deps.store, placed, list, purpose, past);
    return { signing, at: past ?? now(), setIn };
  };

  router.post('/api/credential/custodial/documents', body, async (request, response) => {
    const person = await deps.authenticate(request);
    const { id, format } = sent(documentSchema, request);
    const state = await stateOf(deps.store, id);
    if (state?.type !== 'credential/credential') throw new HttpProblem('http/record-not-found', id);
    if (!isHolder(deps, person, id)) {
      const { unit, role } = await deps.identityOf(person.subject, person.token);
      if (role !== 'issuer' || state.owner !== unit) throw new HttpProblem('auth/not-your-unit', id);
    }
    const made = await documentIn(deps, state, format, new Date(now()));
    response.set('Cache-Control', 'no-store').type(documentTypes[format]).send(Buffer.from(made));
  });

  router.get('/api/credential/status-lists/:unit/:purpose/:list', async (request, response) => {
    const { unit, purpose, list } = parseCommand(statusListPath, request.params);
    const { timestamp } = parseCommand(statusListQuery, request.query);
    const past = timestamp === undefined ? undefined : Date.parse(timestamp);
    const { signing, at, setIn } = await listed(unit, Number(list), past, 'timestamp');
    const document = buildStatusList({
      url: listUrl(unit, purpose, Number(list)),
      issuer: `${deps.config.verifierUrl}/r/${unit}`,
      purpose,
      validFrom: wire(at),
      ...(past === undefined ? { validUntil: wire(at + validForMs) } : {}),
      set: await setIn(purpose),
    });
    const signed = await issueCredential(document, signing, wire(now()));
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=60' });
    response.type('application/vc').send(JSON.stringify(signed));
  });
  // The same statuses for readers of SD-JWT VC: `time` is the draft's parameter for the past.
  router.get('/api/credential/token-status-lists/:unit/:list', async (request, response) => {
    const { unit, list } = parseCommand(tokenListPath, request.params);
    const { time } = parseCommand(tokenListQuery, request.query);
    const past = time === undefined ? undefined : Number(time) * 1000;
    const { signing, at, setIn } = await listed(unit, Number(list), past, 'time');
    const issuedAt = Math.floor(at / 1000);
    const token = await issueTokenStatusList(
      {
        url: tokenListUrl(unit, Number(list)),
        issuedAt,
        ...(past === undefined ? { expiresAt: issuedAt + validForMs / 1000 } : {}),
        ...{ invalid: await setIn('revocation'), suspended: await setIn('suspension'), entries: minEntries },
      },
      signing,
    );
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=60' });
    response.type(tokenListType).send(Buffer.from(token));
  });
  return router;
}
