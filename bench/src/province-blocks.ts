import { batchBody, stateOf, yearOfKinds, type Kind } from './province-kinds.ts';
import { seededNumbers } from './seed.ts';
import { syntheticBlock, type MadeState, type SyntheticBlock } from './synthetic-block.ts';

const kinds = Object.keys(yearOfKinds) as Kind[];
const perBlock = 500;
const start = Date.UTC(2026, 0, 1);
const year = 365 * 86_400_000;

/** Records of each kind in one of so many shares of the year, none less than one. */
export const shareOfYear = (share: number): Record<Kind, number> =>
  Object.fromEntries(kinds.map((kind) => [kind, Math.ceil(yearOfKinds[kind] / share)])) as Record<Kind, number>;

/** Versions that the share writes at most: a step of the supply chain is a record, and writes its lot's next version. */
export const versionsOf = (counts: Record<Kind, number>): number =>
  kinds.reduce((sum, kind) => sum + counts[kind], counts.event);

/** A share of the province's year as blocks: its kinds mixed as they come through the year, each record made once. */
export function* provinceBlocks(counts: Record<Kind, number>): Generator<SyntheticBlock> {
  const random = seededNumbers('order of the year');
  const made = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  const steps = new Uint16Array(counts.batch);
  const all = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const draw = (left: number): Kind => {
    let at = Math.floor(random() * left);
    return kinds.find((kind) => (at -= counts[kind] - made[kind]) < 0) ?? 'event';
  };
  for (let done = 0, block = 0; done < all; block += 1) {
    const ts = new Date(start + (done / all) * year).toISOString();
    const states: MadeState[] = [];
    // A transaction writes each lot once.
    const moved = new Set<number>();
    for (; done < all && states.length < perBlock; done += 1) {
      const drawn = draw(all - done);
      const kind = drawn === 'event' && made.batch === 0 ? 'batch' : drawn;
      const number = made[kind];
      made[kind] += 1;
      states.push(stateOf(kind, number, ts));
      if (kind === 'batch') moved.add(number);
      if (kind !== 'event' || moved.size >= made.batch) continue;
      let batch = number % made.batch;
      while (moved.has(batch)) batch = (batch + 1) % made.batch;
      moved.add(batch);
      const step = (steps[batch] = (steps[batch] ?? 0) + 1);
      states.push(stateOf('batch', batch, ts, 1 + step, batchBody(batch, step)));
    }
    yield syntheticBlock(block, states, 'Origin:Ship');
  }
}
