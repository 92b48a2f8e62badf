import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { openStores } from './ledger-stores.ts';
import { rememberingState } from './remembering-state.ts';
import { openStateStore, type StateRow } from './state-store.ts';

const key = Buffer.from('k');
const row = (value: string): StateRow => ({ value: Buffer.from(value), metadata: Buffer.alloc(0), block: 1, tx: 0 });

test('a key is read from the store once, absent or not, and is what was written last', () => {
  const store = openStateStore(new DatabaseSync(':memory:'));
  let reads = 0;
  const state = rememberingState({ ...store, get: (space, name) => ((reads += 1), store.get(space, name)) });
  expect(state.get('a', key)).toBeUndefined();
  expect(state.get('a', key)).toBeUndefined();
  expect(reads).toBe(1);
  state.put('a', key, row('1'));
  expect(state.get('a', key)).toEqual(row('1'));
  expect(state.get('b', key)).toBeUndefined();
  state.remove('a', key);
  expect(state.get('a', key)).toBeUndefined();
  expect(reads).toBe(2);
  expect(store.get('a', key)).toBeUndefined();
});

test('what a broken block wrote is forgotten with it', () => {
  const stores = openStores(':memory:', false);
  stores.atomically(() => stores.state.put('a', key, row('1')));
  const broken = (): void =>
    stores.atomically(() => {
      stores.state.put('a', key, row('2'));
      throw new Error('broken');
    });
  expect(broken).toThrow('broken');
  expect(stores.state.get('a', key)).toEqual(row('1'));
  stores.close();
});
