import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { RecordState, RecordStatus } from '../../record-state.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import type { MoveProject, ProjectBody, ProjectStage, SubmitProject } from './project.ts';
import {
  find,
  guardedRecords,
  requireApart,
  requireCarbonRole,
  requireFree,
  requireOpenAccount,
  requireTaxCode,
  type CarbonRole,
  type Reads,
} from './reads.ts';

export type ProjectState = RecordState<ProjectBody>;

export const projectCodeKey = (code: string): string => `a/carbon/code/${code}`;
/** Project of another registry -> ours: the same project is not taken over twice. */
const projectOriginKey = (registry: string, projectId: string): string =>
  `a/carbon/project-origin/${registry}/${projectId}`;

export const submitProject = async (
  { requestId: _, id, ...project }: SubmitProject,
  ledger: Reads,
): Promise<Outcome> => {
  const { msp } = await requireCarbonRole(ledger, 'project-owner');
  await requireOpenAccount(ledger, ledger.actor.unit);
  await requireFree(ledger, id);
  if (project.creditingUntil < project.creditingFrom) throw new DomainError('registry/period-invalid');
  const keys = [
    projectCodeKey(project.code),
    ...(project.origin === undefined ? [] : [projectOriginKey(project.origin.registry, project.origin.projectId)]),
  ];
  for (const key of keys) {
    if ((await ledger.entry(key)) !== undefined) throw new DomainError('carbon/project-known', project.code);
  }
  const legalEntity = await requireTaxCode(ledger, ledger.actor.unit);
  const body: ProjectBody = { ...project, legalEntity, stage: 'submitted' };
  const { entry, owned } = guardedRecords(msp, id);
  return {
    next: [firstVersion({ id, type: 'carbon/project', owner: ledger.actor.unit, body })],
    entries: [...keys.map((key) => ({ key, value: id })), entry],
    event: 'CarbonProjectSubmitted',
    owned,
  };
};

/** From which stage to which, and who may. */
const moves: Readonly<Record<ProjectStage, Partial<Record<ProjectStage, CarbonRole>>>> = {
  submitted: { validated: 'verifier', withdrawn: 'project-owner' },
  validated: { registered: 'authority', withdrawn: 'project-owner' },
  registered: {
    suspended: 'authority',
    completed: 'authority',
    deregistered: 'authority',
    withdrawn: 'project-owner',
  },
  suspended: { registered: 'authority', deregistered: 'authority' },
  completed: {},
  withdrawn: {},
  deregistered: {},
};
const statusOf: Readonly<Record<ProjectStage, RecordStatus>> = {
  submitted: 'active',
  validated: 'active',
  registered: 'active',
  suspended: 'suspended',
  completed: 'closed',
  withdrawn: 'closed',
  deregistered: 'revoked',
};

export const moveProject = async (command: MoveProject, ledger: Reads): Promise<Outcome> => {
  const { id, to, reportDigest, parents, decision, reason } = command;
  const project = await find<ProjectState>(ledger, 'carbon/project', id);
  const role = moves[project.body.stage][to];
  if (role === undefined) throw new DomainError('carbon/project-stage', `${project.body.stage} → ${to}`);
  await requireCarbonRole(ledger, role);
  const { unit } = ledger.actor;
  const { reason: _, ...before } = project.body;
  let body: ProjectBody = { ...before, stage: to, ...(reason === undefined ? {} : { reason }) };
  if (role === 'project-owner') {
    if (project.owner !== unit) throw new DomainError('carbon/other-owner', id);
    if (reason === undefined)
      throw new DomainError('carbon/reason-missing', '', [{ pointer: '/reason', detail: 'missing' }]);
  } else {
    requireOwnKey(ledger.actor);
    const legalEntity = await requireTaxCode(ledger, unit);
    const party = { legalEntity, parents };
    if (role === 'verifier') {
      requireApart(project.body, party);
      if (reportDigest === undefined) {
        throw new DomainError('carbon/report-missing', '', [{ pointer: '/reportDigest', detail: 'missing' }]);
      }
      const review = { unit, legalEntity, reportDigest, at: ledger.txTime };
      body = { ...body, validation: { ...review, ...(parents === undefined ? {} : { parents }) } };
    } else {
      const { validation } = project.body;
      requireApart(project.body, ...(validation === undefined ? [] : [validation]), party);
      if (decision === undefined) {
        throw new DomainError('carbon/decision-missing', '', [{ pointer: '/decision', detail: 'missing' }]);
      }
      if (decision.date > vietnamDate(ledger.txTime)) throw new DomainError('carbon/decision-in-future', decision.date);
      body = { ...body, decision };
    }
  }
  return { next: [nextVersion(project, { status: statusOf[to], body })], entries: [], event: 'CarbonProjectMoved' };
};

/** Units are issued and plots added for a registered project only. */
export const requireRegistered = (project: ProjectState): void => {
  if (project.body.stage !== 'registered') throw new DomainError('carbon/project-stage', project.body.stage);
};
