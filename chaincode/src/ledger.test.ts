import { describe, expect, test } from '@jest/globals';
import { MemoryChain, registrar } from './contract-fixtures.ts';
import { openLedger } from './ledger.ts';

/** What `entries` finds of these keys, and how many requests to the peer it took. */
const readAll = async (state: Readonly<Record<string, string>>, keys: readonly string[], scope: number) => {
  const chain = new MemoryChain();
  for (const [key, value] of Object.entries(state)) chain.state.set(key, JSON.stringify(value));
  const found = await chain.run(
    registrar,
    async (ctx) => JSON.stringify(Object.fromEntries(await openLedger(ctx).entries(keys, scope))),
    {},
  );
  return { found, reads: chain.reads };
};
const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);

describe('reading many keys', () => {
  test('of one scope takes one range query and finds the first and the last', async () => {
    const keys = numbered('lot/A/', 500).reverse();
    const state = { 'lot/A/0000': 'first', 'lot/A/0499': 'last', 'lot/A/0500': 'other', 'lot/A/': 'other' };
    expect(await readAll(state, keys, 6)).toEqual({ found: { 'lot/A/0000': 'first', 'lot/A/0499': 'last' }, reads: 1 });
  });

  test('of several scopes takes one range query each, and none for a handful of keys', async () => {
    const keys = [...numbered('lot/A/', 10), ...numbered('lot/B/', 10), 'lot/C/1', 'lot/C/2'];
    const { found, reads } = await readAll({ 'lot/B/0003': 'b', 'lot/C/2': 'c', 'lot/C/3': 'other' }, keys, 6);
    expect(found).toEqual({ 'lot/B/0003': 'b', 'lot/C/2': 'c' });
    expect(reads).toBe(4);
  });

  test('leaves a range that is full of other keys and still finds every one', async () => {
    const crowd = Object.fromEntries(numbered('lot/A/5', 300).map((key) => [key, 'other']));
    const keys = ['lot/A/1', 'lot/A/2', 'lot/A/3', 'lot/A/50007', 'lot/A/50200', 'lot/A/9'];
    const { found, reads } = await readAll({ ...crowd, 'lot/A/2': 'early', 'lot/A/9': 'late' }, keys, 6);
    expect(found).toEqual({ 'lot/A/2': 'early', 'lot/A/50007': 'other', 'lot/A/50200': 'other', 'lot/A/9': 'late' });
    expect(reads).toBe(3);
  });
});
