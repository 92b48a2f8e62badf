import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import {
  disputeClaimSchema,
  DomainError,
  reviewClaim,
  reviewClaimSchema,
  withdrawConsent,
  type ClaimDispute,
} from '@daunguon/records';
import { Router } from 'express';
import { sent } from '../../http/sent-body.ts';
import { jsonBody } from './bodies.ts';
import { keepConsent, type KeptConsent } from './consent-routes.ts';
import type { HealthDeps } from './health-deps.ts';
import { once } from './once.ts';
import { unitNames } from './unit-names.ts';
import {
  accountOf,
  accountWith,
  departmentOf,
  linkPatient,
  requirePatient,
  type Account,
  type Patient,
} from './who.ts';

/**
 * A facility that prints a code's secret could claim the code before the paper's holder does. Who holds the paper says so here; the department
 * hears both, and gives the code to who it is of (docs/adr/0024-health.md).
 */
export function claimDisputeRoutes(deps: HealthDeps): Router {
  const router = Router();
  const { docs, book } = deps;
  const now = (): string => new Date(deps.now()).toISOString();
  const save = (dispute: ClaimDispute): void =>
    docs.put('claim-dispute', dispute.id, dispute, { patient: dispute.patient });

  router.post('/api/health/patients/dispute', jsonBody, async (request, response) => {
    const command = sent(disputeClaimSchema, request);
    const { tag } = await accountOf(deps, request);
    const answer = once(deps, { tag, route: request.path, command }, () => {
      const { id: patient, secret, as } = command;
      const { claimed: claim } = requirePatient(deps, patient);
      const digest = createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex');
      // To dispute a claim takes the paper, too: what is said of a code without it tells nothing of the code.
      if (claim === undefined || claim.digest !== digest || claim.by === tag)
        throw new DomainError('health/not-the-patient');
      const open = docs.ofPatient<ClaimDispute>('claim-dispute', patient).find(({ review }) => review === undefined);
      if (open !== undefined) return { id: open.id };
      const dispute: ClaimDispute = { id: newId(randomBytes(16)), patient, claim, by: tag, as, at: now() };
      save(dispute);
      book.append({ at: dispute.at, act: 'claim-dispute', outcome: 'done', patient, unit: '', role: as });
      return { id: dispute.id };
    });
    response.status(201).json(answer);
  });

  router.get('/api/health/claim-disputes', async (request, response) => {
    await departmentOf(deps, request);
    const all = docs.all<ClaimDispute>('claim-dispute').reverse();
    const names = await unitNames(
      deps.store,
      all.map(({ claim }) => claim.printedBy),
    );
    response.set('Cache-Control', 'no-store').json({
      items: all.map(({ id, patient, claim, as, at, review }) => ({
        ...{ id, patient, printedBy: claim.printedBy, unitName: names.get(claim.printedBy) ?? claim.printedBy },
        ...{ claimedAt: claim.at, as, at },
        ...(review === undefined ? {} : { review }),
      })),
    });
  });

  /** What the other account agreed to since it had the code is agreed to no more. */
  const withdrawSince = ({ id, guardianUntil = '' }: Patient, { claim, patient }: ClaimDispute, at: string): void => {
    for (const { consent, openings } of docs.ofPatient<KeptConsent>('consent', patient)) {
      if (consent.status !== 'active' || consent.method === 'paper' || consent.at < claim.at) continue;
      const giver = consent.givenBy === 'guardian' ? { as: 'guardian' as const, until: guardianUntil } : { as: 'patient' as const }; // prettier-ignore
      keepConsent(deps, withdrawConsent(consent, giver, at), openings);
    }
    const { patients } = accountWith(deps, claim.by);
    docs.put('account', claim.by, { patients: patients.filter((one) => one.id !== id) } satisfies Account);
  };

  router.post('/api/health/claim-disputes/review', jsonBody, async (request, response) => {
    const { tag } = await departmentOf(deps, request);
    const command = sent(reviewClaimSchema, request);
    const answer = once(deps, { tag, route: request.path, command }, () => {
      const { id, verdict, note } = command;
      const dispute = docs.get<ClaimDispute>('claim-dispute', id);
      if (dispute === undefined) throw new DomainError('health/dispute-not-found', id);
      const at = now();
      save(reviewClaim(dispute, { verdict, ...(note === undefined ? {} : { note }) }, tag, at));
      const patient = requirePatient(deps, dispute.patient);
      if (verdict === 'upheld') {
        withdrawSince(patient, dispute, at);
        linkPatient(deps, dispute.by, { ...patient, claimed: { ...dispute.claim, by: dispute.by, at } }, dispute.as);
      }
      const by = { patient: dispute.patient, unit: '', role: 'registrar' };
      book.append({ at, act: 'claim-review', outcome: 'done', ...by, reason: verdict });
      return { id, verdict };
    });
    response.status(201).json(answer);
  });
  return router;
}
