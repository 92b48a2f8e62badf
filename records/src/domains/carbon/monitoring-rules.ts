import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type {
  ApproveMonitoring,
  MonitoringBody,
  RejectMonitoring,
  SubmitMonitoring,
  VerifyMonitoring,
} from './monitoring.ts';
import { requireRegistered, type ProjectState } from './project-rules.ts';
import {
  find,
  requireApart,
  requireAccount,
  requireCarbonRole,
  requireFree,
  requireTaxCode,
  type Reads,
} from './reads.ts';

export type MonitoringState = RecordState<MonitoringBody>;

/** Periods of a project that count, under one key: no two of them overlap. */
export interface Period {
  readonly id: string;
  readonly from: string;
  readonly until: string;
}
export const periodsKey = (project: string): string => `a/carbon/periods/${project}`;
/** A verification of another registry -> the period that brought it here. */
export const originKey = (registry: string, id: string): string => `a/carbon/origin/${registry}/${id}`;

export const submitMonitoring = async (
  { requestId: _, id, ...monitoring }: SubmitMonitoring,
  ledger: Reads,
): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner');
  await requireFree(ledger, id);
  const project = await find<ProjectState>(ledger, 'carbon/project', monitoring.project);
  if (project.owner !== ledger.actor.unit) throw new DomainError('carbon/other-owner', project.id);
  requireRegistered(project);
  await requireAccount(ledger, monitoring.verifier, 'verifier');
  const { from, until, vintage, origin } = monitoring;
  if (until < from || until > vietnamDate(ledger.txTime)) throw new DomainError('registry/period-invalid');
  const { creditingFrom, creditingUntil } = project.body;
  if (from < creditingFrom || until > creditingUntil) {
    throw new DomainError('carbon/outside-crediting', `${creditingFrom} – ${creditingUntil}`);
  }
  if (vintage < Number(from.slice(0, 4)) || vintage > Number(until.slice(0, 4))) {
    throw new DomainError('carbon/vintage-outside', String(vintage), [{ pointer: '/vintage', detail: 'not-allowed' }]);
  }
  const periods = (await ledger.entry<Period[]>(periodsKey(project.id))) ?? [];
  const overlapping = periods.find((period) => period.from <= until && from <= period.until);
  if (overlapping !== undefined) {
    throw new DomainError('carbon/period-overlaps', `${overlapping.from} – ${overlapping.until}`);
  }
  const origins = origin === undefined ? [] : [originKey(origin.registry, origin.id)];
  for (const key of origins) {
    if ((await ledger.entry(key)) !== undefined) throw new DomainError('carbon/origin-known', key.slice(16));
  }
  return {
    next: [
      firstVersion({
        ...{ id, type: 'carbon/monitoring', owner: project.owner },
        body: { ...monitoring, stage: 'submitted' } satisfies MonitoringBody,
      }),
    ],
    entries: [
      { key: periodsKey(project.id), value: [...periods, { id, from, until }] },
      ...origins.map((key) => ({ key, value: id })),
    ],
    event: 'MonitoringSubmitted',
  };
};

const requireStage = ({ body }: MonitoringState, ...stages: MonitoringBody['stage'][]): void => {
  if (!stages.includes(body.stage)) throw new DomainError('carbon/monitoring-stage', body.stage);
};

/** A verifier acts on the periods for which it was appointed; the authority acts on all. */
const requireAppointed = ({ id, body }: MonitoringState, { role, unit }: Actor): void => {
  if (role === 'verifier' && body.verifier !== unit) throw new DomainError('carbon/not-appointed', id);
};

export const verifyMonitoring = async (
  { id, tonnes, reportDigest, parents }: VerifyMonitoring,
  ledger: Reads,
): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'verifier');
  requireOwnKey(ledger.actor);
  const monitoring = await find<MonitoringState>(ledger, 'carbon/monitoring', id);
  requireAppointed(monitoring, ledger.actor);
  requireStage(monitoring, 'submitted');
  const project = await find<ProjectState>(ledger, 'carbon/project', monitoring.body.project);
  const { unit } = ledger.actor;
  const legalEntity = await requireTaxCode(ledger, unit);
  requireApart(project.body, { legalEntity, parents });
  if (BigInt(tonnes) > BigInt(monitoring.body.tonnes)) {
    throw new DomainError('carbon/more-than-claimed', monitoring.body.tonnes);
  }
  const verification = {
    ...{ unit, legalEntity, reportDigest, tonnes, at: ledger.txTime },
    ...(parents === undefined ? {} : { parents }),
  };
  const body: MonitoringBody = { ...monitoring.body, stage: 'verified', verification };
  return { next: [nextVersion(monitoring, { body })], entries: [], event: 'MonitoringVerified' };
};

export const approveMonitoring = async (
  { id, decision, parents }: ApproveMonitoring,
  ledger: Reads,
): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  const monitoring = await find<MonitoringState>(ledger, 'carbon/monitoring', id);
  requireStage(monitoring, 'verified');
  const project = await find<ProjectState>(ledger, 'carbon/project', monitoring.body.project);
  const { unit } = ledger.actor;
  const legalEntity = await requireTaxCode(ledger, unit);
  const { verification } = monitoring.body;
  if (verification === undefined) throw new DomainError('carbon/monitoring-stage', monitoring.body.stage);
  requireApart(project.body, verification, { legalEntity, parents });
  if (decision.date > vietnamDate(ledger.txTime)) throw new DomainError('carbon/decision-in-future', decision.date);
  const approval = {
    ...{ unit, legalEntity, decision, at: ledger.txTime },
    ...(parents === undefined ? {} : { parents }),
  };
  const body: MonitoringBody = { ...monitoring.body, stage: 'approved', approval };
  return { next: [nextVersion(monitoring, { body })], entries: [], event: 'MonitoringApproved' };
};

/**
 * A rejected period is free again; a verification of another registry stays used. The appointed verifier may reject until the authority has
 * approved, the authority until units are issued.
 */
export const rejectMonitoring = async ({ id, reason }: RejectMonitoring, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'verifier', 'authority');
  requireOwnKey(ledger.actor);
  const monitoring = await find<MonitoringState>(ledger, 'carbon/monitoring', id);
  requireAppointed(monitoring, ledger.actor);
  requireStage(
    monitoring,
    'submitted',
    'verified',
    ...(ledger.actor.role === 'authority' ? (['approved'] as const) : []),
  );
  const key = periodsKey(monitoring.body.project);
  const periods = (await ledger.entry<Period[]>(key)) ?? [];
  const body: MonitoringBody = { ...monitoring.body, stage: 'rejected', reason };
  return {
    next: [nextVersion(monitoring, { status: 'closed', body })],
    entries: [{ key, value: periods.filter((period) => period.id !== id) }],
    event: 'MonitoringRejected',
  };
};
