import { createHash } from 'node:crypto';
import { claimPatientSchema, DomainError, newPatientSchema } from '@daunguon/records';
import { Router } from 'express';
import { sent } from '../../http/sent-body.ts';
import { jsonBody } from './bodies.ts';
import type { HealthDeps } from './health-deps.ts';
import { ownCodeSchema } from './health-schemas.ts';
import { accountOf, facilityOf, requirePatient, type Account, type Patient } from './who.ts';

/** A guardian speaks until the day ends in Việt Nam. */
const endOfDay = (day: string): string => `${day}T17:00:00.000Z`;

/** Codes of patients: made by a facility and claimed with the printed secret, or made by the person who signed in. */
export function patientRoutes(deps: HealthDeps): Router {
  const router = Router();
  const { docs } = deps;
  const link = (tag: string, account: Account, id: string, as: 'patient' | 'guardian'): void => {
    const others = account.patients.filter((one) => one.id !== id);
    docs.put('account', tag, { patients: [...others, { id, as }] } satisfies Account);
  };

  router.get('/api/health/me', async (request, response) => {
    const { account } = await accountOf(deps, request);
    const patients = account.patients.map(({ id, as }) => {
      const { guardianUntil } = requirePatient(deps, id);
      return { id, as, ...(guardianUntil === undefined ? {} : { guardianUntil }) };
    });
    response.set('Cache-Control', 'no-store').json({ patients });
  });

  router.post('/api/health/patients/mine', jsonBody, async (request, response) => {
    const { id } = sent(ownCodeSchema, request);
    const { tag, account } = await accountOf(deps, request);
    const own = account.patients.find(({ as }) => as === 'patient');
    if (own === undefined) {
      if (docs.get('patient', id) !== undefined) throw new DomainError('health/id-in-use', id);
      docs.put('patient', id, { id } satisfies Patient);
      link(tag, account, id, 'patient');
    }
    response.status(201).json({ id: own?.id ?? id });
  });

  router.post('/api/health/patients', jsonBody, async (request, response) => {
    await facilityOf(deps, request);
    const { id, claim, guardianUntil } = sent(newPatientSchema, request);
    const known = docs.get<Patient>('patient', id);
    if (known !== undefined && known.claim !== claim) throw new DomainError('health/id-in-use', id);
    const guarded = guardianUntil === undefined ? {} : { guardianUntil: endOfDay(guardianUntil) };
    docs.put('patient', id, { id, claim, ...guarded } satisfies Patient);
    response.status(201).json({ id });
  });

  router.post('/api/health/patients/claim', jsonBody, async (request, response) => {
    const { id, secret, as } = sent(claimPatientSchema, request);
    const { tag, account } = await accountOf(deps, request);
    const { claim, ...patient } = requirePatient(deps, id);
    const isRight = claim === createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex');
    if (!isRight || (as === 'guardian' && patient.guardianUntil === undefined)) {
      throw new DomainError('health/not-the-patient');
    }
    docs.put('patient', id, patient satisfies Patient);
    link(tag, account, id, as);
    response.status(201).json({ id });
  });
  return router;
}
