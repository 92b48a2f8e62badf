import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import { recordKey, type RecordState } from '../../record-state.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type { BlockBody, IssuanceBody, IssueUnits } from './block.ts';
import type { MonitoringBody } from './monitoring.ts';
import type { MonitoringState } from './monitoring-rules.ts';
import { suspectsKey } from './plot-rules.ts';
import { requireRegistered, type ProjectState } from './project-rules.ts';
import { find, guardedBy, requireCarbonRole, requireFree, requireOpenAccount, type Reads } from './reads.ts';
import { cutRange, takeRange, unitsIn, type SerialRange } from './serial-range.ts';

export type IssuanceState = RecordState<IssuanceBody>;

/** Next free serial of a project and vintage. Two issuances at once read the same value: one of them conflicts and comes again. */
export const serialKey = (project: string, vintage: number): string => `a/carbon/serial/${project}/${vintage}`;

/** Units that go to the pool, rounded up: a project never owes it less than its rate. */
export const bufferUnits = (units: bigint, bufferBps: number): bigint => (units * BigInt(bufferBps) + 9999n) / 10_000n;

export const issueUnits = async (
  { id, monitoring: period, block, buffer }: IssueUnits,
  ledger: Reads,
): Promise<Outcome> => {
  const authority = await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  await requireFree(ledger, id, block, ...(buffer === undefined ? [] : [buffer]));
  const monitoring = await find<MonitoringState>(ledger, 'carbon/monitoring', period);
  const { stage, verification, vintage } = monitoring.body;
  if (stage !== 'approved' || verification === undefined) throw new DomainError('carbon/monitoring-stage', stage);
  const project = await find<ProjectState>(ledger, 'carbon/project', monitoring.body.project);
  requireRegistered(project);
  const suspects = (await ledger.entry<string[]>(suspectsKey(project.id))) ?? [];
  if (suspects.length > 0) throw new DomainError('carbon/double-claim-undecided', suspects.join(', '));
  const holder = await requireOpenAccount(ledger, project.owner);

  const counter = serialKey(project.id, vintage);
  const next = await ledger.entry<string>(counter);
  const range = takeRange(BigInt(next ?? '1'), BigInt(verification.tonnes));
  const pooled = bufferUnits(unitsIn(range), project.body.bufferBps);
  if (pooled === 0n ? buffer !== undefined : buffer === undefined) {
    throw new DomainError('carbon/buffer-block', String(pooled), [{ pointer: '/buffer', detail: 'not-allowed' }]);
  }
  const [sold, pool] = pooled === 0n ? [range] : cutRange(range, unitsIn(range) - pooled);
  const common = { project: project.id, projectCode: project.body.code, vintage };
  const batch = (part: SerialRange) => ({ ...common, ...part, quantity: String(unitsIn(part)) });
  const blockOf = (part: SerialRange, state: BlockBody['state']): BlockBody => ({
    ...batch(part),
    ...{ issuance: id, state, issuanceTime: ledger.txTime },
  });
  const issuance: IssuanceBody = {
    ...batch(range),
    ...{ monitoring: period, block, reportDigest: verification.reportDigest },
    ...(pool === undefined || buffer === undefined
      ? {}
      : { buffer: { block: buffer, quantity: String(unitsIn(pool)) } }),
  };
  const held = guardedBy(holder.msp, recordKey(block));
  const kept = guardedBy(authority.msp, recordKey(id), ...(buffer === undefined ? [] : [recordKey(buffer)]));
  return {
    next: [
      firstVersion({ id, type: 'carbon/issuance', owner: ledger.actor.unit, body: issuance }),
      firstVersion({ id: block, type: 'carbon/block', owner: project.owner, body: blockOf(sold, 'active') }),
      ...(pool === undefined || buffer === undefined
        ? []
        : [
            firstVersion({ id: buffer, type: 'carbon/block', owner: ledger.actor.unit, body: blockOf(pool, 'buffer') }),
          ]),
      nextVersion(monitoring, {
        status: 'closed',
        body: { ...monitoring.body, stage: 'issued', issuance: id } satisfies MonitoringBody,
      }),
    ],
    entries: [{ key: counter, value: String(BigInt(range.end) + 1n) }, held.entry, kept.entry],
    event: 'UnitsIssued',
    owned: [...held.owned, ...kept.owned, ...(next === undefined ? guardedBy(authority.msp, counter).owned : [])],
  };
};
