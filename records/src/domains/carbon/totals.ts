import type { RecordState } from '../../record-state.ts';
import { blockStates, type BlockBody, type BlockState } from './block.ts';
import { unitsIn } from './serial-range.ts';

export type CountedState = Exclude<BlockState, 'superseded'>;
/** Units by state. */
export type UnitTotals = Readonly<Record<CountedState, bigint>>;
export const countedStates = blockStates.filter((state): state is CountedState => state !== 'superseded');

/** What blocks hold; superseded ones count nothing, because their parts do. */
export const totalsOf = (blocks: Iterable<Pick<RecordState<BlockBody>, 'body'>>): UnitTotals => {
  const totals = Object.fromEntries(countedStates.map((state) => [state, 0n])) as Record<CountedState, bigint>;
  for (const { body } of blocks) if (body.state !== 'superseded') totals[body.state] += unitsIn(body);
  return totals;
};

/** Conservation: what was issued is the sum of these. */
export const sumOf = (totals: UnitTotals): bigint => countedStates.reduce((sum, state) => sum + totals[state], 0n);
