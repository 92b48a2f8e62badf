import {
  consentFields,
  DomainError,
  giveConsent,
  giveConsentSchema,
  narrowConsent,
  narrowConsentSchema,
  withdrawConsent,
  withdrawConsentSchema,
  type Consent,
  type ConsentGiver,
} from '@daunguon/records';
import { Router, type Request } from 'express';
import { sent } from '../../http/sent-body.ts';
import { jsonBody } from './bodies.ts';
import type { HealthDeps } from './health-deps.ts';
import type { Opening } from './mixing-point.ts';
import { accountOf, facilityOf, requirePatient, speaksFor } from './who.ts';

/** A consent with what opens the commitment of each of its versions. */
export interface KeptConsent {
  readonly consent: Consent;
  readonly openings: readonly Opening[];
}

/** Giving, narrowing and withdrawing: by the patient, by the guardian of a minor, or by a facility that has it on paper. */
export function consentRoutes(deps: HealthDeps): Router {
  const router = Router();
  const { docs, book, mixing } = deps;
  const now = (): string => new Date(deps.now()).toISOString();

  const giverOf = async (request: Request, patient: string): Promise<ConsentGiver | undefined> => {
    const { account } = await accountOf(deps, request);
    const found = account.patients.find(({ id }) => id === patient);
    if (found === undefined) return undefined;
    const { guardianUntil = '' } = requirePatient(deps, patient);
    return found.as === 'patient' ? { as: 'patient' } : { as: 'guardian', until: guardianUntil };
  };
  const keep = (consent: Consent, before: readonly Opening[], unit = ''): void => {
    const { at, patient, id, purpose, classes, status: reason } = consent;
    const [act, role] = unit === '' ? (['consent', consent.givenBy] as const) : (['paper-consent', 'clinic'] as const);
    docs.atomically(() => {
      const openings = [...before, mixing.state(consentFields(consent))];
      docs.put('consent', id, { consent, openings } satisfies KeptConsent, { patient });
      book.append({ at, act, outcome: 'done', patient, unit, role, purpose, classes, consent: id, reason });
    });
  };
  const requireKept = (id: string): KeptConsent => {
    const kept = docs.get<KeptConsent>('consent', id);
    if (kept === undefined) throw new DomainError('health/consent-missing', id);
    return kept;
  };
  const change = async (request: Request, id: string, next: (consent: Consent, giver: ConsentGiver) => Consent) => {
    const giver = await giverOf(request, requireKept(id).consent.patient);
    if (giver === undefined) throw new DomainError('health/not-the-patient');
    // Read only now, with nothing awaited before it is kept: another change may have come in between.
    const kept = requireKept(id);
    const consent = next(kept.consent, giver);
    keep(consent, kept.openings);
    return consent;
  };

  router.post('/api/health/consents', jsonBody, async (request, response) => {
    const command = sent(giveConsentSchema, request);
    const { guardianUntil } = requirePatient(deps, command.patient);
    const giver = await giverOf(request, command.patient);
    const facility = giver === undefined ? await facilityOf(deps, request) : undefined;
    const paper = { as: 'facility', ...(guardianUntil === undefined ? {} : { guardianUntil }) } as const;
    const consent = giveConsent(command, giver ?? paper, now());
    const known = docs.get<KeptConsent>('consent', consent.id)?.consent;
    if (known === undefined) keep(consent, [], facility?.unit);
    else if (known.patient !== consent.patient || known.grantee !== consent.grantee) {
      throw new DomainError('health/id-in-use', consent.id);
    }
    response.status(201).json({ consent: known ?? consent });
  });
  router.post('/api/health/consents/narrow', jsonBody, async (request, response) => {
    const command = sent(narrowConsentSchema, request);
    const consent = await change(request, command.id, (before, giver) => narrowConsent(before, command, giver, now()));
    response.status(201).json({ consent });
  });
  router.post('/api/health/consents/withdraw', jsonBody, async (request, response) => {
    const { id } = sent(withdrawConsentSchema, request);
    const consent = await change(request, id, (before, giver) => withdrawConsent(before, giver, now()));
    response.status(201).json({ consent });
  });
  router.get('/api/health/consents', async (request, response) => {
    const { account } = await accountOf(deps, request);
    const spoken = account.patients.filter((one) => speaksFor(deps, one));
    const kept = spoken.flatMap(({ id }) => docs.ofPatient<KeptConsent>('consent', id));
    response.set('Cache-Control', 'no-store');
    response.json({
      items: kept.map(({ consent, openings }) => ({ consent, ledgerIds: openings.map(({ id }) => id) })),
    });
  });
  return router;
}
