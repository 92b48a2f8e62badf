import { expect, test } from '@jest/globals';
import { area, farmer, idOf, inspector, saved, standingOf, txTime } from './domains/origin/origin-fixtures.ts';
import type { BatchBody, RegisterBatch } from './domains/origin/batch.ts';
import { registerBatch } from './domains/origin/batch-rules.ts';
import { requireUsable } from './domains/origin/batch-access.ts';
import { issueRecall } from './domains/origin/recall-rules.ts';
import type { RecordDraft } from './record-state.ts';
import { isTraining } from './training.ts';

const command: RegisterBatch = {
  ...{ requestId: idOf('REQ'), id: idOf('L0T'), lot: 'TH-1', growingArea: area.id, harvestDate: '2026-11-20' },
  ...{ weightKg: '5', product: { code: 'durian', name: 'Sầu riêng', gtin: '09521234543213' } },
};
const read = { existing: undefined, taken: undefined, farm: undefined, intervals: undefined, alias: undefined };
const harvested = (of: typeof area): readonly RecordDraft[] =>
  registerBatch({ ...read, area: of, standing: standingOf('origin:harvest') }, command, farmer, txTime).next;
const trainingArea = { ...area, body: { ...area.body, training: true as const } };

test('a lot is there to learn with because its growing area is, and nobody says so of one lot', () => {
  const [real, alias] = harvested(area);
  expect([isTraining(real!), alias?.type]).toEqual([false, 'origin/alias']);
  const [lot, ...others] = harvested(trainingArea);
  expect([isTraining(lot!), others]).toEqual([true, []]);
});

test('it never moves as goods do, and its recall is marked as well', () => {
  const lot = saved(harvested(trainingArea)[0] as RecordDraft<BatchBody>);
  expect(() => requireUsable(lot, lot.id, farmer)).toThrow(expect.objectContaining({ code: 'origin/training-stays' }));
  const recall = { requestId: idOf('REQ'), id: idOf('N0T1CE'), batch: lot.id, reason: 'Bài tập', class: 'II' } as const;
  const { next } = issueRecall(
    { existing: undefined, batch: lot, standing: standingOf('origin:inspect') },
    recall,
    inspector,
    txTime,
  );
  expect(next.map((draft) => [draft.type, draft.status, isTraining(draft)])).toEqual([
    ['origin/recall', 'active', true],
    ['origin/batch', 'recalled', true],
  ]);
});
