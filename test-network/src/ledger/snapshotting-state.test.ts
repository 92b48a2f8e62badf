import { describe, expect, test } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import type { Ledger, Simulator } from '../types.ts';
import { commit, endorse, put, testLedger } from './ledger-fixture.ts';
import { snapshottingState } from './snapshotting-state.ts';
import type { SnapshottingState } from './snapshotting-state.ts';
import { END_OF_KEYS, openStateStore } from './state-store.ts';

const open = (): SnapshottingState => snapshottingState(openStateStore(new DatabaseSync(':memory:')));
const row = (value: string, block = 1) => ({ value: Buffer.from(value), metadata: Buffer.alloc(0), block, tx: 0 });
const simulate = (ledger: Ledger): Simulator => ledger.simulate('AgriMSP', 'AgriMSP', 't');
const valueOf = (simulator: Simulator, key: string): string | undefined =>
  simulator.getState('records', key)?.toString();
const keysOf = (simulator: Simulator, start: string, end: string): string[] => {
  const rows = simulator.range('records', start, end);
  const keys: string[] = [];
  for (let found = rows.next(); found; found = rows.next()) keys.push(`${found.key}=${found.value.toString()}`);
  return keys;
};

describe('a simulation reads one height', () => {
  test('whatever is committed while it runs: changed, new and deleted keys, and history', () => {
    const ledger = testLedger();
    commit(ledger, [put(ledger, 'a', '1'), put(ledger, 'c', '1')]);
    const simulator = simulate(ledger);
    commit(ledger, [put(ledger, 'a', '2'), put(ledger, 'b', '2')]);
    const between = simulate(ledger);
    commit(ledger, [put(ledger, 'a', '3'), endorse(ledger, (it) => it.deleteState('records', 'c'))]);
    expect(['a', 'b', 'c'].map((key) => valueOf(simulator, key))).toEqual(['1', undefined, '1']);
    expect(keysOf(simulator, 'a', 'z')).toEqual(['a=1', 'c=1']);
    expect(simulator.history('records', 'a').map(({ value }) => value.toString())).toEqual(['1']);
    expect(keysOf(between, 'a', 'z')).toEqual(['a=2', 'b=2', 'c=1']);
    expect(keysOf(simulate(ledger), 'a', 'z')).toEqual(['a=3', 'b=2']);
  });

  test('and its writes are then a read conflict, as on Fabric', () => {
    const ledger = testLedger();
    commit(ledger, [put(ledger, 'a', '1')]);
    const late = endorse(ledger, (simulator) => {
      commit(ledger, [put(ledger, 'a', '2')]);
      simulator.putState('records', 'sum', Buffer.from(`${valueOf(simulator, 'a')}`));
    });
    expect(commit(ledger, [late])).toEqual([11]);
  });

  test('private data too', () => {
    const ledger = testLedger();
    const secret = (value: string) =>
      endorse(ledger, (simulator) => simulator.putPrivate('records', 'prices', 'p', Buffer.from(value)));
    commit(ledger, [secret('1')]);
    const simulator = simulate(ledger);
    commit(ledger, [secret('2')]);
    expect(simulator.getPrivate('records', 'prices', 'p')?.toString()).toBe('1');
  });
});

test('a page never ends early because newer rows were left out of it', () => {
  const state = open();
  const key = (index: number): Buffer => Buffer.from(`k${String(index).padStart(3, '0')}`);
  for (let index = 0; index < 300; index += 3) state.put('s', key(index), row('old'));
  const snapshot = state.snapshot();
  for (let index = 0; index < 300; index += 1) if (index % 3 !== 0) state.put('s', key(index), row('new', 2));
  const page = snapshot.page('s', key(0), END_OF_KEYS, 10);
  expect(page.map((it) => it.key.toString())).toEqual(Array.from({ length: 10 }, (_, at) => key(at * 3).toString()));
});

test('any history of changes: every snapshot equals a copy made when it was taken', () => {
  const step = fc.record({
    key: fc.integer({ min: 0, max: 12 }),
    remove: fc.boolean(),
    snapshot: fc.boolean(),
    release: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (steps, limit) => {
      const state = open();
      const all = (from: Pick<SnapshottingState, 'page'>, size: number): string[] => {
        const found: string[] = [];
        let start = Buffer.alloc(0);
        for (;;) {
          const rows = from.page('s', start, END_OF_KEYS, size);
          found.push(...rows.map((it) => `${it.key.toString()}=${it.value.toString()}`));
          const last = rows.at(-1);
          if (rows.length < size || last === undefined) return found;
          start = Buffer.concat([last.key, Buffer.from([0])]);
        }
      };
      const taken: { snapshot: ReturnType<SnapshottingState['snapshot']>; copy: string[] }[] = [];
      steps.forEach(({ key, remove, snapshot, release }, at) => {
        if (snapshot) taken.push({ snapshot: state.snapshot(), copy: all(state, 100) });
        if (release) taken.shift()?.snapshot.release();
        if (remove) state.remove('s', Buffer.from(`k${key}`));
        else state.put('s', Buffer.from(`k${key}`), row(String(at), at));
        for (const { snapshot: past, copy } of taken) {
          expect(all(past, limit)).toEqual(copy);
          for (const text of copy) {
            const [name, value] = text.split('=');
            expect(past.get('s', Buffer.from(name!))?.value.toString()).toBe(value);
          }
        }
      });
    }),
    { numRuns: 100 },
  );
});
