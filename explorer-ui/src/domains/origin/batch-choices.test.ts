import { expect, test } from '@jest/globals';
import type { BatchBody, RecordState } from '@daunguon/records';
import { batchActions, type BatchAction } from './batch-choices.ts';
import { massBalance } from './mass-balance.ts';

const batch = (status: string, body: object = {}): RecordState<BatchBody> =>
  ({ owner: 'FARM', status, body: { remainingKg: '100', ...body } }) as unknown as RecordState<BatchBody>;
const farmer = { role: 'farmer', unit: 'FARM' };
const inspector = { role: 'inspector', unit: 'INSPECTORATE' };
const onTheWay = batch('active', { transit: { event: 'E', to: 'SHOP' } });

test.each<[string, RecordState<BatchBody>, { role: string; unit: string }, BatchAction[]]>([
  ['its owner', batch('active'), farmer, ['ship', 'split', 'merge', 'sell', 'destroy', 'label']],
  ['its owner, nothing left', batch('active', { remainingKg: '0' }), farmer, ['label']],
  ['its owner while it is held', batch('held'), farmer, ['destroy']],
  ['its owner while it is recalled', batch('recalled'), farmer, ['destroy']],
  ['its owner, recalled and nothing left', batch('recalled', { remainingKg: '0' }), farmer, []],
  ['its owner while it travels', onTheWay, farmer, ['label']],
  ['the receiver', onTheWay, { role: 'retailer', unit: 'SHOP' }, ['receive']],
  ['another unit', onTheWay, { role: 'retailer', unit: 'OTHER' }, []],
  ['staff without a unit', batch('active'), { role: 'registrar', unit: '' }, []],
  ['an inspector, held', batch('held'), inspector, ['release', 'recall']],
  ['an inspector, recalled already', batch('recalled'), inspector, []],
])('%s is offered what fits', (_who, state, viewer, actions) => {
  expect(batchActions(state, viewer)).toEqual(actions);
});

test('the balance loses no gram', () => {
  expect(massBalance({ weightKg: '300.3', remainingKg: '0.1' })).toEqual({ entered: 300.3, left: 0.1, out: 300.2 });
});
