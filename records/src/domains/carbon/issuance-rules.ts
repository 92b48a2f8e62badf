import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { RecordState } from '../../record-state.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type { BlockBody, IssuanceBody, IssueUnits } from './block.ts';
import type { MonitoringBody } from './monitoring.ts';
import type { MonitoringState } from './monitoring-rules.ts';
import { suspectsKey } from './plot-rules.ts';
import { requireRegistered, type ProjectState } from './project-rules.ts';
import {
  find,
  guardedBy,
  guardedRecords,
  requireCarbonRole,
  requireFree,
  requireOpenAccount,
  type Reads,
} from './reads.ts';
import { cutRange, takeRange, unitsIn, type SerialRange } from './serial-range.ts';

export type IssuanceState = RecordState<IssuanceBody>;

/** Next free serial of a project and vintage. Two issuances at once read the same value: one of them conflicts and comes again. */
export const serialKey = (project: string, vintage: number): string => `a/carbon/serial/${project}/${vintage}`;

/** Units that go to the pool, rounded up: a project never owes it less than its rate. */
export const bufferUnits = (units: bigint, bufferBps: number): bigint => (units * BigInt(bufferBps) + 9999n) / 10_000n;

/** The owner's share and the pool's; neither is empty, so either may be absent: the tenth of one unit, rounded up, is that unit. */
const shareOut = (range: SerialRange, pooled: bigint): readonly [SerialRange | undefined, SerialRange | undefined] => {
  if (pooled === 0n) return [range, undefined];
  return pooled === unitsIn(range) ? [undefined, range] : cutRange(range, unitsIn(range) - pooled);
};

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
  if (pooled > 0n && buffer === undefined) {
    throw new DomainError('carbon/buffer-block', String(pooled), [{ pointer: '/buffer', detail: 'missing' }]);
  }
  const [sold, pool] = shareOut(range, pooled);
  const common = { project: project.id, projectCode: project.body.code, vintage };
  const batch = (part: SerialRange) => ({ ...common, ...part, quantity: String(unitsIn(part)) });
  const blockOf = (blockId: string, owner: string, part: SerialRange, state: BlockBody['state']) =>
    firstVersion({
      ...{ id: blockId, type: 'carbon/block' as const, owner },
      body: { ...batch(part), issuance: id, state, issuanceTime: ledger.txTime } satisfies BlockBody,
    });
  const ofOwner = sold === undefined ? [] : [blockOf(block, project.owner, sold, 'active')];
  const ofPool = pool === undefined || buffer === undefined ? [] : [blockOf(buffer, ledger.actor.unit, pool, 'buffer')];
  const issuance: IssuanceBody = {
    ...batch(range),
    ...{ monitoring: period, reportDigest: verification.reportDigest },
    ...(sold === undefined ? {} : { block }),
    ...(pool === undefined || buffer === undefined
      ? {}
      : { buffer: { block: buffer, quantity: String(unitsIn(pool)) } }),
  };
  const held = guardedRecords(holder.msp, ...ofOwner.map((one) => one.id));
  const kept = guardedRecords(authority.msp, id, ...ofPool.map((one) => one.id));
  return {
    next: [
      firstVersion({ id, type: 'carbon/issuance', owner: ledger.actor.unit, body: issuance }),
      ...ofOwner,
      ...ofPool,
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
