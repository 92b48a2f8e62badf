import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { lineage, noticeOver } from './lineage.ts';

/** M was mixed from A and B; A was split off R, on which a recall is in force that has not spread; B's was lifted. */
const batches = [
  { id: 'R', parents: [], recalls: ['N'] },
  { id: 'A', parents: ['R'], recalls: [] },
  { id: 'B', parents: [], recalls: ['OLD'] },
  { id: 'M', parents: ['B', 'A'], recalls: [] },
];
const notices = [
  { id: 'N', status: 'active' },
  { id: 'OLD', status: 'closed' },
];
const store = openSqliteStore(':memory:', collections);

beforeAll(async () => {
  const common = { version: 1, owner: 'U', ts: '2026-11-24T00:00:00Z', commitment: '00' };
  const states = [
    ...batches.map(({ id, parents, recalls }) => ({
      ...{ id, type: 'origin/batch', status: 'active' },
      body: { lot: id, parents: parents.map((parent) => ({ id: parent, weightKg: '1' })), recalls },
    })),
    ...notices.map((notice) => ({ ...notice, type: 'origin/recall', body: { batch: 'R', reason: 'x', class: 'I' } })),
  ];
  const writes = states.map((state) => ({ key: `r/${state.id}`, value: JSON.stringify({ ...common, ...state }) }));
  const ref = { number: 0, hash: 'a' };
  const block = { ...ref, transactions: [{ txId: 't', time: '', endorsers: [], writes }] };
  await store.applyBlocks([{ ref, ops: projectBlock(block) }]);
});
afterAll(() => store.close());

test('a lineage names every ancestor once, nearest first', async () => {
  expect(await lineage(store, 'M')).toEqual(['M', 'B', 'A', 'R']);
});

test.each([
  ['R', 'N'],
  ['A', 'N'],
  ['M', 'N'],
  ['B', undefined],
])('over %s stands %s', async (id, notice) => {
  expect((await noticeOver(store, await lineage(store, id)))?.id).toBe(notice);
});
