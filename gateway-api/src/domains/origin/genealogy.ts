import type { BatchBody, RecordState } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateOf } from '../record-reads.ts';

/** One batch of a family. `depth` counts the steps from the batch that was asked for. */
export interface Relative {
  readonly id: string;
  readonly depth: number;
  readonly lot: string;
  readonly kind: BatchBody['kind'];
  readonly status: RecordState['status'];
  readonly owner: string;
  readonly weightKg: string;
  /** What it was made of, and how much of each went in. */
  readonly parents: BatchBody['parents'];
  readonly children: readonly string[];
}
export interface Genealogy {
  readonly parents: BatchBody['parents'];
  readonly children: readonly string[];
  /** Every batch that this one was made from, nearest first, each once. */
  readonly upstream: readonly Relative[];
  /** Every batch that was made from this one, nearest first, each once. */
  readonly downstream: readonly Relative[];
  /** True when a direction has more batches than are answered: what is missing is not known to be harmless. */
  readonly cut: boolean;
}

/** Most batches answered in one direction. */
const maxRelatives = 2000;

const batchOf = (state: RecordState | undefined): RecordState<BatchBody> | undefined =>
  state?.type === 'origin/batch' ? (state as RecordState<BatchBody>) : undefined;

const relativeOf = ({ id, status, owner, body }: RecordState<BatchBody>, depth: number): Relative => {
  const { lot, kind, weightKg, parents, children } = body;
  return { id, depth, lot, kind, status, owner, weightKg, parents, children };
};

/** Breadth first, one level at a time, so that a batch stands at its smallest depth. */
async function walk(
  store: IndexStore,
  start: RecordState<BatchBody>,
  next: (body: BatchBody) => readonly string[],
  most: number,
): Promise<{ found: Relative[]; cut: boolean }> {
  const seen = new Set([start.id]);
  const found: Relative[] = [];
  let level = next(start.body);
  for (let depth = 1; level.length > 0; depth += 1) {
    const fresh = [...new Set(level)].filter((id) => !seen.has(id));
    const taken = fresh.slice(0, most - found.length);
    taken.forEach((id) => seen.add(id));
    const states = await Promise.all(taken.map((id) => stateOf(store, id)));
    const batches = states.flatMap((state) => batchOf(state) ?? []);
    found.push(...batches.map((batch) => relativeOf(batch, depth)));
    if (taken.length < fresh.length) return { found, cut: true };
    level = batches.flatMap(({ body }) => next(body));
  }
  return { found, cut: false };
}

/** The whole family of a batch in both directions, from the index; undefined when the record is no batch. */
export async function genealogyOf(
  store: IndexStore,
  record: RecordState,
  most = maxRelatives,
): Promise<Genealogy | undefined> {
  const batch = batchOf(record);
  if (batch === undefined) return undefined;
  const up = await walk(store, batch, ({ parents }) => parents.map(({ id }) => id), most);
  const down = await walk(store, batch, ({ children }) => children, most);
  const { parents, children } = batch.body;
  return { parents, children, upstream: up.found, downstream: down.found, cut: up.cut || down.cut };
}
