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
import { once } from './once.ts';
import { accountOf, facilityOf, requirePatient, speaksFor, type Account } from './who.ts';

/** A consent with what opens the commitment of each of its versions. */
export interface KeptConsent {
  readonly consent: Consent;
  readonly openings: readonly Opening[];
}

/** Keeps a version of a consent: it is committed to, and stands in the patient's log. `unit` recorded it on paper. */
export function keepConsent(
  { docs, book, mixing }: Pick<HealthDeps, 'docs' | 'book' | 'mixing'>,
  consent: Consent,
  before: readonly Opening[],
  unit = '',
): void {
  const { at, patient, id, purpose, classes, status: reason } = consent;
  const [act, role] = unit === '' ? (['consent', consent.givenBy] as const) : (['paper-consent', 'clinic'] as const);
  const openings = [...before, mixing.state(consentFields(consent))];
  docs.put('consent', id, { consent, openings } satisfies KeptConsent, { patient });
  book.append({ at, act, outcome: 'done', patient, unit, role, purpose, classes, consent: id, reason });
}

/** Giving, narrowing and withdrawing: by the patient, by the guardian of a minor, or by a facility that has it on paper. */
export function consentRoutes(deps: HealthDeps): Router {
  const router = Router();
  const { docs } = deps;
  const now = (): string => new Date(deps.now()).toISOString();

  const giverOf = ({ patients }: Account, patient: string): ConsentGiver | undefined => {
    const found = patients.find(({ id }) => id === patient);
    if (found === undefined) return undefined;
    const { guardianUntil = '' } = requirePatient(deps, patient);
    return found.as === 'patient' ? { as: 'patient' } : { as: 'guardian', until: guardianUntil };
  };
  const keep = (consent: Consent, before: readonly Opening[], unit?: string): void =>
    keepConsent(deps, consent, before, unit);
  /** The patient's own change of a consent that is kept. */
  const change = async <Command extends { readonly requestId: string; readonly id: string }>(
    request: Request,
    command: Command,
    next: (consent: Consent, command: Command, giver: ConsentGiver, at: string) => Consent,
  ): Promise<{ consent: Consent }> => {
    const { tag, account } = await accountOf(deps, request);
    return once(deps, { tag, route: request.path, command }, () => {
      const kept = docs.get<KeptConsent>('consent', command.id);
      if (kept === undefined) throw new DomainError('health/consent-missing', command.id);
      const giver = giverOf(account, kept.consent.patient);
      if (giver === undefined) throw new DomainError('health/not-the-patient');
      const consent = next(kept.consent, command, giver, now());
      keep(consent, kept.openings);
      return { consent };
    });
  };

  router.post('/api/health/consents', jsonBody, async (request, response) => {
    const command = sent(giveConsentSchema, request);
    const { guardianUntil } = requirePatient(deps, command.patient);
    const { tag, account } = await accountOf(deps, request);
    const giver = giverOf(account, command.patient);
    const facility = giver === undefined ? await facilityOf(deps, request) : undefined;
    const answer = once(deps, { tag, route: request.path, command }, () => {
      if (docs.get('consent', command.id) !== undefined) throw new DomainError('health/id-in-use', command.id);
      const paper = { as: 'facility', ...(guardianUntil === undefined ? {} : { guardianUntil }) } as const;
      const consent = giveConsent(command, giver ?? paper, now());
      keep(consent, [], facility?.unit);
      return { consent };
    });
    response.status(201).json(answer);
  });
  router.post('/api/health/consents/narrow', jsonBody, async (request, response) => {
    const command = sent(narrowConsentSchema, request);
    response.status(201).json(await change(request, command, narrowConsent));
  });
  router.post('/api/health/consents/withdraw', jsonBody, async (request, response) => {
    const command = sent(withdrawConsentSchema, request);
    const withdraw = (consent: Consent, _: unknown, giver: ConsentGiver, at: string): Consent =>
      withdrawConsent(consent, giver, at);
    response.status(201).json(await change(request, command, withdraw));
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
