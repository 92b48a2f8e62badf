import { createHash } from 'node:crypto';
import {
  acknowledgeSchema,
  DomainError,
  exchangeEnds,
  pickUpSchema,
  receiptFields,
  requireBreakGlass,
  requireConsent,
  requirePickUp,
  sendBundleSchema,
  type AccessEntry,
  type EmergencyAccess,
  type FacilityKeyBody,
  type ProblemCode,
  type SendBundle,
} from '@daunguon/records';
import { Router } from 'express';
import { decodeProtectedHeader } from 'jose';
import { sent } from '../../http/sent-body.ts';
import { stateOf } from '../record-reads.ts';
import { bundleBody, jsonBody } from './bodies.ts';
import type { KeptConsent } from './consent-routes.ts';
import { openExchanges, saveExchange, type Exchange } from './exchanges.ts';
import type { HealthDeps } from './health-deps.ts';
import { committedRecord, facilityOf, provenFields, requirePatient } from './who.ts';

const digestOf = (jwe: string): string => createHash('sha256').update(jwe).digest('hex');

/** Bundles between facilities: kept at most seven days, opened by the receiver only, picked up once, with a receipt on the ledger. */
export function exchangeRoutes(deps: HealthDeps): Router {
  const router = Router();
  const { docs, book, store } = deps;
  const now = (): string => new Date(deps.now()).toISOString();

  /** By consent or by emergency. Returns the line for the log, which the caller writes with its own; what is refused stands there at once. */
  const requireMay = (
    asked: Pick<Exchange, 'patient' | 'purpose' | 'classes' | 'record' | 'to' | 'consent' | 'breakGlass'>,
    log: Pick<AccessEntry, 'act' | 'unit' | 'exchange'>,
    refused: (code: ProblemCode) => void = () => undefined,
  ): AccessEntry => {
    const { patient, purpose, classes, record, to, consent, breakGlass } = asked;
    const at = now();
    const reasons = { ...(consent ? { consent } : {}), ...(breakGlass ? { breakGlass } : {}) };
    const entry = { ...log, ...reasons, at, patient, role: 'clinic', purpose, classes: [...classes], record };
    try {
      const wanted = { patient, grantee: to, purpose, classes };
      if (breakGlass !== undefined && consent === undefined) {
        requireBreakGlass(docs.get<EmergencyAccess>('break-glass', breakGlass), wanted, at);
      } else {
        requireConsent(docs.get<KeptConsent>('consent', consent ?? '')?.consent, wanted, at);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      docs.atomically(() => {
        book.append({ ...entry, outcome: 'refused', reason: error.code });
        refused(error.code);
      });
      throw error;
    }
    return { ...entry, outcome: 'done' };
  };

  /** A compact JWE for this exchange, under a receiving key of the addressee that holds now. */
  const requireJwe = async ({ jwe, id, to }: SendBundle): Promise<void> => {
    const bad = (): DomainError => new DomainError('health/jwe-malformed', id);
    if (!/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/.test(jwe)) throw bad();
    let header: Record<string, unknown>;
    try {
      header = decodeProtectedHeader(jwe);
    } catch {
      throw bad();
    }
    const { alg, enc, kid, dn } = header;
    if (alg !== 'ECDH-ES' || enc !== 'A256GCM' || dn !== id || typeof kid !== 'string') throw bad();
    const key = await stateOf(store, kid);
    const at = now();
    const body = key?.type === 'health/key' ? (key.body as FacilityKeyBody) : undefined;
    const holds = body?.unit === to && body.use === 'seal' && body.validFrom <= at && at < body.validUntil;
    if (!holds || key?.status !== 'active') throw bad();
    if (docs.ofRef<Exchange>('exchange', digestOf(jwe)).some((other) => other.id !== id)) {
      throw new DomainError('health/jwe-replayed', id);
    }
  };

  router.post('/api/health/exchanges', bundleBody, async (request, response) => {
    const { unit } = await facilityOf(deps, request);
    const command = sent(sendBundleSchema, request);
    const { requestId: _, shown, jwe, ...asked } = command;
    requirePatient(deps, asked.patient);
    provenFields(await committedRecord(deps, asked.record), shown, unit);
    await requireJwe(command);
    const jweDigest = digestOf(jwe);
    const known = docs.get<Exchange>('exchange', asked.id);
    if (known !== undefined && (known.jweDigest !== jweDigest || known.from !== unit)) {
      throw new DomainError('health/id-in-use', asked.id);
    }
    if (known === undefined) {
      const entry = requireMay(asked, { act: 'send', unit, exchange: asked.id });
      docs.atomically(() => {
        book.append(entry);
        docs.put('jwe', asked.id, { jwe });
        saveExchange(docs, { ...asked, from: unit, at: now(), acknowledged: false, jweDigest });
      });
    }
    const at = known?.at ?? now();
    response.status(201).json({ id: asked.id, until: exchangeEnds({ at }) });
  });

  router.get('/api/health/exchanges', async (request, response) => {
    const { unit } = await facilityOf(deps, request);
    const at = now();
    const open = openExchanges(docs).filter((one) => one.to === unit && at < exchangeEnds(one));
    response.set('Cache-Control', 'no-store');
    response.json({
      items: open.map(({ id, record, from, patient, purpose, classes, at: sentAt }) => ({
        ...{ id, record, from, patient, purpose, classes, at: sentAt, until: exchangeEnds({ at: sentAt }) },
      })),
    });
  });

  router.post('/api/health/exchanges/pick-up', jsonBody, async (request, response) => {
    const { unit } = await facilityOf(deps, request);
    const { id, requestId } = sent(pickUpSchema, request);
    const known = docs.get<Exchange>('exchange', id);
    const exchange = requirePickUp(known, { id, unit, requestId }, now()) as Exchange;
    // Asked again: what was permitted when it was sent may be withdrawn since. What ended does not come back, so one refusal is enough.
    const entry = requireMay(exchange, { act: 'receive', unit, exchange: id }, (refused) => {
      saveExchange(docs, { ...exchange, refused });
      docs.remove('jwe', id);
    });
    const { jwe = '' } = docs.get<{ jwe: string }>('jwe', id) ?? {};
    docs.atomically(() => {
      // The same request again, after its answer was lost, is the same receipt of the bundle.
      if (exchange.pickedUpBy === undefined) book.append(entry);
      saveExchange(docs, { ...exchange, pickedUpBy: requestId });
    });
    const { record, from, patient, purpose, classes } = exchange;
    response.set('Cache-Control', 'no-store').json({ id, record, from, patient, purpose, classes, jwe });
  });

  router.post('/api/health/exchanges/acknowledge', jsonBody, async (request, response) => {
    const { unit } = await facilityOf(deps, request);
    const { id, requestId, match } = sent(acknowledgeSchema, request);
    const exchange = docs.get<Exchange>('exchange', id);
    if (exchange?.to !== unit || exchange.pickedUpBy !== requestId)
      throw new DomainError('health/exchange-not-found', id);
    if (!exchange.acknowledged) {
      const { record, from, to, patient, purpose, jweDigest } = exchange;
      const by = { consent: exchange.consent ?? null, breakGlass: exchange.breakGlass ?? null };
      const receipt = { exchange: id, record, from, to, patient, purpose, ...by, jweDigest, match, at: now() };
      docs.atomically(() => {
        docs.put('receipt', id, deps.mixing.state(receiptFields(receipt)), { patient });
        saveExchange(docs, { ...exchange, acknowledged: true });
        docs.remove('jwe', id);
      });
    }
    response.status(201).json({ receipt: docs.get('receipt', id) });
  });
  return router;
}
