import { createHash } from 'node:crypto';
import { claimPatientSchema, DomainError, newPatientSchema } from '@daunguon/records';
import { Router } from 'express';
import { sent } from '../../http/sent-body.ts';
import { jsonBody } from './bodies.ts';
import { endOfDay } from './end-of-day.ts';
import type { HealthDeps } from './health-deps.ts';
import { ownCodeSchema } from './health-schemas.ts';
import { once } from './once.ts';
import {
  accountOf,
  accountWith,
  facilityOf,
  isMinor,
  requirePatient,
  linkPatient,
  speaksFor,
  type Patient,
} from './who.ts';

/**
 * Codes of patients: made by a facility and claimed with the printed secret, or made by the person who signed in. A minor's code is its
 * guardian's; once the child is of age a facility prints a new secret, with which the grown-up claims it.
 */
export function patientRoutes(deps: HealthDeps): Router {
  const router = Router();
  const { docs, book } = deps;
  const note = (act: 'code-print' | 'code-claim', patient: string, unit: string, role: string): void =>
    book.append({ at: new Date(deps.now()).toISOString(), act, outcome: 'done', patient, unit, role });
  /**
   * A new secret for a known code: by the facility that printed the last one while nobody has claimed it, such as after a lost paper, and by
   * any for a minor who has come of age.
   */
  const mayPrintAnew = (known: Patient, unit: string, guardianUntil: string | undefined): boolean => {
    const isUnclaimed = known.claim !== undefined && known.printedBy === unit;
    const isGrown = known.guardianUntil !== undefined && !isMinor(known, deps.now());
    return isGrown ? guardianUntil === undefined : isUnclaimed && known.guardianUntil === guardianUntil;
  };

  router.get('/api/health/me', async (request, response) => {
    const { account } = await accountOf(deps, request);
    const spoken = account.patients.filter((one) => speaksFor(deps, one));
    const patients = spoken.map(({ id, as }) => {
      const { guardianUntil } = requirePatient(deps, id);
      return { id, as, ...(guardianUntil === undefined ? {} : { guardianUntil }) };
    });
    response.set('Cache-Control', 'no-store').json({ patients });
  });

  router.post('/api/health/patients/mine', jsonBody, async (request, response) => {
    const { id } = sent(ownCodeSchema, request);
    const { tag } = await accountOf(deps, request);
    // Read anew: of two requests at once the first makes the code.
    const own = accountWith(deps, tag).patients.find(({ as }) => as === 'patient');
    if (own === undefined) {
      if (docs.get('patient', id) !== undefined) throw new DomainError('health/id-in-use', id);
      docs.atomically(() => linkPatient(deps, tag, { id }, 'patient'));
    }
    response.status(201).json({ id: own?.id ?? id });
  });

  router.post('/api/health/patients', jsonBody, async (request, response) => {
    const { unit, role, tag } = await facilityOf(deps, request);
    const command = sent(newPatientSchema, request);
    const answer = once(deps, { tag, route: request.path, command }, () => {
      const { id, claim, guardianUntil } = command;
      const known = docs.get<Patient>('patient', id);
      const guarded = guardianUntil === undefined ? {} : { guardianUntil: endOfDay(guardianUntil) };
      if (known !== undefined && !mayPrintAnew(known, unit, guarded.guardianUntil)) {
        throw new DomainError('health/id-in-use', id);
      }
      // Whoever was guardian stays known as one whose say has ended, until the grown-up has claimed the code.
      docs.put('patient', id, { ...(known ?? { id, ...guarded }), claim, printedBy: unit } satisfies Patient);
      // Whoever has the secret may claim the code: each print is a line that the patient reads.
      note('code-print', id, unit, role);
      return { id };
    });
    response.status(201).json(answer);
  });

  router.post('/api/health/patients/claim', jsonBody, async (request, response) => {
    const command = sent(claimPatientSchema, request);
    const { tag } = await accountOf(deps, request);
    const answer = once(deps, { tag, route: request.path, command }, () => {
      const { id, secret, as } = command;
      const { claim, printedBy = '', ...known } = requirePatient(deps, id);
      const digest = createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex');
      const isRight = claim === digest;
      // Told to who holds the paper alone.
      if (known.claimed?.digest === digest && known.claimed.by !== tag) throw new DomainError('health/claimed-already');
      const patient = { ...known, claimed: { digest, by: tag, at: new Date(deps.now()).toISOString(), printedBy } };
      // A minor's code is nobody's but the guardian's; a grown-up has none.
      if (!isRight || (as === 'guardian') !== isMinor(patient, deps.now())) {
        throw new DomainError('health/not-the-patient');
      }
      const { guardianUntil: _ended, ...grown } = patient;
      linkPatient(deps, tag, as === 'guardian' ? patient : grown, as);
      note('code-claim', id, '', as);
      return { id };
    });
    response.status(201).json(answer);
  });
  return router;
}
