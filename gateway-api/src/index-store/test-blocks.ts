import type { CollectionSpec, IndexedBlock, IndexStore, Op } from './index-store.ts';

export const testCollections: readonly CollectionSpec[] = [
  { name: 'batches', indexed: ['crop', 'grams', 'day'], folded: ['name'] },
  { name: 'totals', indexed: ['crop'] },
];
export const lastTestBlock = 11;
const crops = ['durian', 'pomelo', 'mango'];

/** Block `number`: 120 batches, some of them changed or deleted again later, and counters per crop. */
export function testBlock(number: number): IndexedBlock {
  const ops = Array.from({ length: 120 }, (_, row): Op[] => {
    const crop = crops[(number + row) % crops.length] ?? '';
    const id = `b${number}-${String(row).padStart(3, '0')}`;
    const doc = { crop, grams: row * 1000 + number, name: `Lô ${crop} số ${row}`, day: `2026-05-${10 + number}` };
    return [
      { op: 'put', collection: 'batches', id, doc },
      { op: 'increment', collection: 'totals', id: crop, by: { batches: 1, grams: doc.grams }, onInsert: { crop } },
      { op: 'increment', collection: 'totals', id: `${crop}-${row}`, by: { batches: 1 }, onInsert: { crop } },
    ];
  }).flat();
  const gone: Op[] = number === 0 ? [] : [{ op: 'delete', collection: 'batches', id: `b${number - 1}-007` }];
  return { ref: { number, hash: String(number).padStart(64, '0') }, ops: [...ops, ...gone] };
}

/** All that an index says of what it holds. */
export async function linesOf(store: IndexStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  return lines;
}
