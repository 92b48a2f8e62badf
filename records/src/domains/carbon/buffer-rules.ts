import { DomainError } from '../../domain-error.ts';
import { firstVersion, type Outcome } from '../../outcome.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type { ReleaseBuffer, ReverseUnits } from './block.ts';
import { blockVersion, findBlock, requireState } from './block-rules.ts';
import type { ProjectState } from './project-rules.ts';
import { find, guardedRecords, requireCarbonRole, requireFree, requireOpenAccount, type Reads } from './reads.ts';

/** Cancels as many units of the pool as were lost; the pool stands for all projects, so any of its blocks will do. */
export const reverseUnits = async ({ requestId: _, id, ...body }: ReverseUnits, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  await requireFree(ledger, id);
  await find<ProjectState>(ledger, 'carbon/project', body.project);
  if (body.occurredOn > vietnamDate(ledger.txTime)) throw new DomainError('carbon/decision-in-future', body.occurredOn);
  if (new Set(body.blocks).size < body.blocks.length) throw new DomainError('carbon/block-twice', body.project);
  const blocks = [];
  for (const block of body.blocks) blocks.push(await findBlock(ledger, block));
  for (const block of blocks) requireState(block, 'buffer');
  const units = blocks.reduce((sum, { body: { quantity } }) => sum + BigInt(quantity), 0n);
  if (units !== BigInt(body.quantity)) throw new DomainError('carbon/reversal-quantity', String(units));
  const cancellation = { kind: 'reversal', reason: body.reason, at: ledger.txTime, reversal: id } as const;
  return {
    next: [
      firstVersion({ id, type: 'carbon/reversal', owner: ledger.actor.unit, body }),
      ...blocks.map((block) => blockVersion(block, 'cancelled', { cancellation })),
    ],
    entries: [],
    event: 'UnitsReversed',
  };
};

/** Out of the pool, to the project's owner. */
export const releaseBuffer = async ({ id }: ReleaseBuffer, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  const block = await findBlock(ledger, id);
  requireState(block, 'buffer');
  const project = await find<ProjectState>(ledger, 'carbon/project', block.body.project);
  const { msp } = await requireOpenAccount(ledger, project.owner);
  const { entry, owned } = guardedRecords(msp, id);
  return { next: [blockVersion(block, 'active', {}, project.owner)], entries: [entry], event: 'BufferReleased', owned };
};
