import { expect, test } from '@jest/globals';
import type { RecordState } from '../../record-state.ts';
import { issueLabels } from './label-rules.ts';
import { batchOf, farmer, idOf, refusalOf, row, standingOf, txTime, actorOf } from './origin-fixtures.ts';
import type { BatchBody } from './batch.ts';

const gtin = '08936012345674';
const sold = { product: { ...row.product, gtin } };
const root = 'ab'.repeat(32);
const issue = (
  batch: RecordState | undefined,
  more: object = {},
  actor = farmer,
  standing = standingOf('origin:harvest'),
) =>
  issueLabels(
    { batch, standing },
    { requestId: idOf('Q'), id: idOf('JSSVE'), batch: idOf('B1'), count: 500, root, ...more },
    actor,
    txTime,
  );
const first = { id: idOf('F1RST'), count: 7, root };

test('an issue is added to those of its batch, in a new version', () => {
  const { next, event } = issue(batchOf('B1', { ...sold, labels: [first] }));
  expect(event).toBe('LabelsIssued');
  expect(next.map(({ id, version, status }) => [id, version, status])).toEqual([[idOf('B1'), 2, 'active']]);
  expect((next[0]?.body as BatchBody).labels).toEqual([first, { id: idOf('JSSVE'), count: 500, root }]);
});

test.each<[string, () => unknown, string]>([
  ['no batch', () => issue(undefined), 'origin/batch-not-found'],
  ['no GTIN', () => issue(batchOf('B1')), 'origin/labels-need-gtin'],
  ['a recalled batch', () => issue(batchOf('B1', sold, { status: 'recalled' })), 'origin/batch-recalled'],
  ['a held batch', () => issue(batchOf('B1', sold, { status: 'held' })), 'origin/batch-held'],
  ['a batch that is used up', () => issue(batchOf('B1', sold, { status: 'closed' })), 'origin/batch-closed'],
  ['a batch of another unit', () => issue(batchOf('B1', sold, { owner: idOf('SH0P') })), 'origin/batch-of-other-unit'],
  [
    'an issue that is there',
    () => issue(batchOf('B1', { ...sold, labels: [first] }), { id: first.id }),
    'origin/labels-issued',
  ],
  [
    'more issues than a body should carry',
    () =>
      issue(
        batchOf('B1', { ...sold, labels: Array.from({ length: 20 }, (_, at) => ({ ...first, id: idOf(`X${at}`) })) }),
      ),
    'origin/labels-too-many',
  ],
  ['an inspector', () => issue(batchOf('B1', sold), {}, actorOf('inspector')), 'registry/role-not-allowed'],
  [
    'a unit that only receives',
    () => issue(batchOf('B1', sold), {}, farmer, standingOf('origin:receive')),
    'registry/not-accredited',
  ],
])('%s is refused', (_, attempt, code) => {
  expect(refusalOf(attempt)).toBe(code);
});
