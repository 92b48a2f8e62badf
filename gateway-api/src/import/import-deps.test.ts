import { expect, test } from '@jest/globals';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { growingAreasOf, lotsInUseOf } from './import-deps.ts';

test('growing areas and lots are found in the index', async () => {
  const store = openSqliteStore(':memory:', [{ name: 'records', indexed: ['type', 'puc', 'lotKey'] }]);
  const body = { pucNormalised: 'VN-DNOR-0269', crop: 'durian', commune: '25195' };
  const area = { type: 'origin/growing-area', puc: 'VN-DNOR-0269', owner: 'U', status: 'active', state: { body } };
  const ops = [
    { op: 'put', collection: 'records', id: 'A', doc: area },
    { op: 'put', collection: 'records', id: 'B', doc: { type: 'origin/batch', lotKey: 'A L1' } },
  ] as const;
  await store.applyBlocks([{ ref: { number: 0, hash: '' }, ops }]);
  const areas = await growingAreasOf(store, ['VN-DNOR-0269', 'VN-DNOR-0001']);
  expect([...areas]).toEqual([
    ['VN-DNOR-0269', { id: 'A', owner: 'U', status: 'active', crop: 'durian', commune: '25195' }],
  ]);
  expect([...(await lotsInUseOf(store, ['A L1', 'A L2'])).keys()]).toEqual(['A L1']);
  await store.close();
});
