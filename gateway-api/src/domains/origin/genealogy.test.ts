import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BatchBody } from '@daunguon/records';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { projectBlock, collections } from '../../project-block.ts';
import { stateOf } from '../record-reads.ts';
import { genealogyOf } from './genealogy.ts';

const store = openSqliteStore(':memory:', collections);

/** Two harvests are packed together; the package is split, and one part is packed with a third harvest. */
const family: Record<string, { parents: string[]; children: string[] }> = {
  H1: { parents: [], children: ['P1'] },
  H2: { parents: [], children: ['P1', 'P2'] },
  H3: { parents: [], children: ['P2'] },
  P1: { parents: ['H1', 'H2'], children: ['S1', 'S2'] },
  S1: { parents: ['P1'], children: ['P2'] },
  S2: { parents: ['P1'], children: [] },
  P2: { parents: ['S1', 'H2', 'H3'], children: [] },
};

const writeOf = (id: string, { parents, children }: { parents: string[]; children: string[] }) => {
  const body: Partial<BatchBody> = {
    lot: `LO-${id}`,
    kind: parents.length === 0 ? 'harvest' : 'packed',
    weightKg: '10',
    parents: parents.map((parent) => ({ id: parent, weightKg: '5' })),
    children,
  };
  const state = {
    id,
    type: 'origin/batch',
    version: 1,
    status: 'active',
    owner: 'U',
    ts: '2026-11-24T00:00:00Z',
    commitment: '00',
    body,
  };
  return { key: `r/${id}`, value: JSON.stringify(state) };
};

beforeAll(async () => {
  const writes = Object.entries(family).map(([id, links]) => writeOf(id, links));
  const chain = Array.from({ length: 30 }, (_, index) =>
    writeOf(`C${index}`, {
      parents: index > 0 ? [`C${index - 1}`] : [],
      children: index < 29 ? [`C${index + 1}`] : [],
    }),
  );
  const transactions = [{ txId: 't', time: '', endorsers: [], writes: [...writes, ...chain] }];
  const block = { number: 0, hash: 'a', transactions };
  await store.applyBlocks([{ ref: { number: 0, hash: 'a' }, ops: projectBlock(block) }]);
});
afterAll(() => store.close());

const found = async (id: string, most?: number) => {
  const answer = await genealogyOf(store, (await stateOf(store, id))!, most);
  const names = (list: readonly { id: string; depth: number }[] = []) =>
    list.map((it) => `${it.id}@${it.depth}`).sort();
  return { up: names(answer?.upstream), down: names(answer?.downstream), cut: answer?.cut };
};

describe('genealogy', () => {
  test('every ancestor and every descendant, each once, at its smallest distance', async () => {
    expect(await found('P1')).toEqual({ up: ['H1@1', 'H2@1'], down: ['P2@2', 'S1@1', 'S2@1'], cut: false });
    expect(await found('P2')).toEqual({ up: ['H1@3', 'H2@1', 'H3@1', 'P1@2', 'S1@1'], down: [], cut: false });
    expect(await found('H2')).toEqual({ up: [], down: ['P1@1', 'P2@1', 'S1@2', 'S2@2'], cut: false });
  });

  test('a long chain is answered whole', async () => {
    const { up, down, cut } = await found('C10');
    expect([up.length, down.length, cut]).toEqual([10, 19, false]);
  });

  test('more than the limit is cut and said', async () => {
    const { up, down, cut } = await found('C10', 12);
    expect([up.length, down.length, cut]).toEqual([10, 12, true]);
    expect((await found('P1', 3)).cut).toBe(false);
  });

  test('a record that is no batch has none', async () => {
    const unit = { ...(await stateOf(store, 'H1'))!, type: 'registry/unit' as const };
    expect(await genealogyOf(store, unit)).toBeUndefined();
  });
});
