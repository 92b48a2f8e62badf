import { derivedId } from '@daunguon/proof';
import { askErasureSchema, DomainError, requireErasable, type FieldsState, type Retention } from '@daunguon/records';
import { Router } from 'express';
import { sent } from '../../http/sent-body.ts';
import { stateOf } from '../record-reads.ts';
import { jsonBody } from './bodies.ts';
import type { HealthDeps } from './health-deps.ts';
import { committedRecord, facilityOf, provenFields, requirePatient } from './who.ts';

/** The field `/retention` as committed; what is not shown is not believed to be absent. */
const retentionIn = (fields: ReadonlyMap<string, unknown>, id: string): Retention | null => {
  if (!fields.has('/retention')) throw new DomainError('health/disclosure-invalid', id);
  return fields.get('/retention') as Retention | null;
};

/**
 * 201: on disk, goes to the ledger with those of all facilities at the end of the period; asked again afterwards: 200 and the receipt.
 * Erasure by the facility whose record it is; refused with reason and date while the law asks for it (Law 91/2025/QH15).
 */
export function erasureRoutes(deps: HealthDeps): Router {
  const router = Router();
  router.post('/api/health/erasures', jsonBody, async (request, response) => {
    const { unit, role } = await facilityOf(deps, request);
    const { id, patient, ground, requester, shown } = sent(askErasureSchema, request);
    requirePatient(deps, patient);
    const before = (await stateOf(deps.store, id)) as FieldsState | undefined;
    if (before?.type === 'health/commitment' && before.status === 'erased') {
      response.status(200).json({ id, receipt: derivedId('act', id, before.version) });
      return;
    }
    const record = await committedRecord(deps, id);
    const fields = provenFields(record, shown, unit);
    const at = new Date(deps.now()).toISOString();
    const noted = { patient, unit, role };
    try {
      requireErasable(retentionIn(fields, id), at);
    } catch (error) {
      const { code, subject } = error as DomainError;
      const reason = `${code}: ${subject}`.slice(0, 120);
      deps.book.append({ at, act: 'erase', outcome: 'refused', ...noted, record: id, reason });
      throw error;
    }
    const until = deps.erasures.ask(record, { ground, requester, noted });
    response.status(201).json({ id, status: 'waiting', until: new Date(until).toISOString() });
  });
  return router;
}
