import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { RecordDraft, RecordState, RecordStatus } from '../../record-state.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type {
  AcceptTransfer,
  BlockBody,
  BlockState,
  BlockUnits,
  CancelBlock,
  ReturnTransfer,
  SplitBlock,
  TransferBlock,
  UnblockUnits,
} from './block.ts';
import { find, guardedRecords, requireCarbonRole, requireFree, requireOpenAccount, type Reads } from './reads.ts';
import { cutRange, unitsIn } from './serial-range.ts';

export type CarbonBlock = RecordState<BlockBody>;

const statusOf: Readonly<Record<BlockState, RecordStatus>> = {
  active: 'active',
  'pending-transfer': 'active',
  blocked: 'suspended',
  buffer: 'active',
  'pending-export': 'active',
  retired: 'closed',
  cancelled: 'cancelled',
  exported: 'closed',
  superseded: 'superseded',
};

/** The next version of a block in a state; the record's status says to strangers what the state means. */
export const blockVersion = (
  block: CarbonBlock,
  state: BlockState,
  change: Partial<BlockBody> = {},
  owner = block.owner,
): RecordDraft<BlockBody> =>
  nextVersion(block, { status: statusOf[state], owner, body: { ...block.body, state, ...change } });

export const findBlock = (ledger: Reads, id: string): Promise<CarbonBlock> => find(ledger, 'carbon/block', id);

export const requireState = ({ id, body }: CarbonBlock, ...states: readonly BlockState[]): void => {
  if (!states.includes(body.state)) throw new DomainError('carbon/block-state', `${id}: ${body.state}`);
};

/** The block, if the actor's unit holds it and it is free to be used. */
export const requireOwnActive = async (ledger: Reads, id: string): Promise<CarbonBlock> => {
  await requireCarbonRole(ledger, 'project-owner');
  const block = await findBlock(ledger, id);
  if (block.owner !== ledger.actor.unit) throw new DomainError('carbon/other-owner', id);
  requireState(block, 'active');
  return block;
};

const only = (next: RecordDraft, event: string): Outcome => ({ next: [next], entries: [], event });

/** The domestic code stays with the units; the national serial named all of them, and only the ministry says what each part's is. */
const codeOfParts = ({ nationalSerial: _, ...national }: NonNullable<BlockBody['national']>) => national;

/** Both parts inherit whatever the block is; the block itself ends here. Its holder splits, the authority splits what is in the pool. */
export const splitBlock = async ({ id, first, parts }: SplitBlock, ledger: Reads): Promise<Outcome> => {
  const { msp } = await requireCarbonRole(ledger, 'project-owner', 'authority');
  const block = await findBlock(ledger, id);
  if (block.owner !== ledger.actor.unit) throw new DomainError('carbon/other-owner', id);
  requireState(block, ledger.actor.role === 'authority' ? 'buffer' : 'active');
  await requireFree(ledger, ...parts);
  const ranges = cutRange(block.body, BigInt(first));
  const { national, ...body } = block.body;
  const inherited = national === undefined ? {} : { national: codeOfParts(national) };
  const { entry, owned } = guardedRecords(msp, ...parts);
  return {
    next: [
      blockVersion(block, 'superseded', { parts: [...parts] }),
      ...ranges.map((range, index) =>
        firstVersion({
          ...{ id: parts[index] ?? '', type: 'carbon/block' as const, owner: block.owner },
          body: { ...body, ...inherited, ...range, quantity: String(unitsIn(range)), parent: id } satisfies BlockBody,
        }),
      ),
    ],
    entries: [entry],
    event: 'BlockSplit',
    owned,
  };
};

/** Offered to the recipient, who has it only after accepting. */
export const transferBlock = async ({ id, to }: TransferBlock, ledger: Reads): Promise<Outcome> => {
  const block = await requireOwnActive(ledger, id);
  if (to === block.owner) throw new DomainError('carbon/transfer-to-self', to);
  await requireOpenAccount(ledger, to);
  return only(blockVersion(block, 'pending-transfer', { transfer: { to, at: ledger.txTime } }), 'TransferOffered');
};

const withoutTransfer = (block: CarbonBlock): CarbonBlock => {
  const { transfer: _, ...body } = block.body;
  return { ...block, body };
};
const backToActive = (block: CarbonBlock, owner = block.owner): RecordDraft<BlockBody> =>
  blockVersion(withoutTransfer(block), 'active', {}, owner);

/** From here on the block is guarded by the recipient's organisation; the change itself was by the sender's. */
export const acceptTransfer = async ({ id }: AcceptTransfer, ledger: Reads): Promise<Outcome> => {
  const { msp } = await requireCarbonRole(ledger, 'project-owner');
  const block = await findBlock(ledger, id);
  requireState(block, 'pending-transfer');
  if (block.body.transfer?.to !== ledger.actor.unit) throw new DomainError('carbon/not-recipient', id);
  const { entry, owned } = guardedRecords(msp, id);
  return { next: [backToActive(block, ledger.actor.unit)], entries: [entry], event: 'TransferAccepted', owned };
};

export const returnTransfer = async ({ id }: ReturnTransfer, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner');
  const block = await findBlock(ledger, id);
  requireState(block, 'pending-transfer');
  const { unit } = ledger.actor;
  if (block.owner !== unit && block.body.transfer?.to !== unit) throw new DomainError('carbon/not-recipient', id);
  return only(backToActive(block), 'TransferReturned');
};

/** Ends a transfer that waits for its recipient: what is in dispute changes no hands, and its holder stays who it was. */
export const blockUnits = async ({ id, reason }: BlockUnits, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  const block = await findBlock(ledger, id);
  requireState(block, 'active', 'pending-transfer');
  const dispute = { reason, at: ledger.txTime };
  return only(blockVersion(withoutTransfer(block), 'blocked', { dispute }), 'UnitsBlocked');
};

/** The dispute stays readable in the version before. */
export const unblockUnits = async ({ id }: UnblockUnits, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  const block = await findBlock(ledger, id);
  requireState(block, 'blocked');
  const { dispute: _, ...body } = block.body;
  return only(nextVersion(block, { status: 'active', body: { ...body, state: 'active' } }), 'UnitsUnblocked');
};

/** A holder cancels freely; the authority cancels what should not have been issued, also while it is in dispute or on its way to somebody. */
export const cancelBlock = async ({ id, kind, reason }: CancelBlock, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner', 'authority');
  const block = await findBlock(ledger, id);
  if (ledger.actor.role === 'authority') {
    requireOwnKey(ledger.actor);
    requireState(block, 'active', 'blocked', 'pending-transfer');
    if (kind !== 'issued-in-error') throw new DomainError('carbon/cancel-kind', kind);
  } else {
    if (block.owner !== ledger.actor.unit) throw new DomainError('carbon/other-owner', id);
    requireState(block, 'active');
    if (kind !== 'voluntary') throw new DomainError('carbon/cancel-kind', kind);
  }
  const cancellation = { kind, reason, at: ledger.txTime };
  return only(blockVersion(withoutTransfer(block), 'cancelled', { cancellation }), 'BlockCancelled');
};
