import { DomainError, reportAccessSchema, submitCommitmentSchema } from '@daunguon/records';
import { Router } from 'express';
import { stateOf } from '../record-reads.ts';
import { sent } from '../../http/sent-body.ts';
import { jsonBody } from './bodies.ts';
import type { HealthDeps } from './health-deps.ts';
import { once } from './once.ts';
import { committedRecord, facilityOf, provenFields, requirePatient } from './who.ts';

/** Commitments of a facility's agent, and the reads that its information system tells. */
export function commitmentRoutes(deps: HealthDeps): Router {
  const router = Router();

  /** 201: on disk, waits for its batch. The same commitment may come again; afterwards the record itself is the answer. */
  router.post('/api/health/commitments', jsonBody, async (request, response) => {
    const { unit } = await facilityOf(deps, request);
    const { id, commitment, saltSeed, supersedes } = sent(submitCommitmentSchema, request);
    const known = await stateOf(deps.store, id);
    if (known !== undefined) {
      if (known.commitment !== commitment) throw new DomainError('health/id-in-use', id);
      response.status(200).json({ id, status: 'committed' });
      return;
    }
    if (supersedes !== undefined) provenFields(await committedRecord(deps, supersedes.id), supersedes, unit);
    const corrected = supersedes === undefined ? {} : { supersedes: supersedes.id };
    deps.mixing.add({ id, commitment, saltSeed, facility: unit, ...corrected });
    response.status(201).json({ id, status: 'waiting' });
  });

  router.post('/api/health/reads', jsonBody, async (request, response) => {
    const { unit, role, tag } = await facilityOf(deps, request);
    const command = sent(reportAccessSchema, request);
    const answer = once(deps, { tag, route: request.path, command }, () => {
      const { patient, record, purpose } = command;
      requirePatient(deps, patient);
      const at = new Date(deps.now()).toISOString();
      deps.book.append({ at, act: 'read', outcome: 'done', patient, unit, role, purpose, record });
      return { logged: true };
    });
    response.status(201).json(answer);
  });
  return router;
}
