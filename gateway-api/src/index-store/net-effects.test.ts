import { describe, expect, test } from '@jest/globals';
import type { Op } from './index-store.ts';
import { netEffects } from './net-effects.ts';

const specs = new Map([['c', { name: 'c', indexed: [], folded: ['name'] }]]);
const put = (doc: Record<string, string | number>): Op => ({ op: 'put', collection: 'c', id: '1', doc });
const add = (n: number): Op => ({ op: 'increment', collection: 'c', id: '1', by: { n }, onInsert: { day: 'd' } });
const gone: Op = { op: 'delete', collection: 'c', id: '1' };

describe('one effect per document and block', () => {
  test.each<[string, Op[], object]>([
    ['put folds names', [put({ name: 'Đồng' })], { kind: 'put', doc: { name: 'Đồng', nameKey: 'dong' } }],
    ['put then add', [put({ n: 1 }), add(2)], { kind: 'put', doc: { n: 3 } }],
    ['add then add', [add(1), add(2)], { kind: 'increment', by: { n: 3 }, onInsert: { day: 'd' } }],
    ['add then put', [add(1), put({ n: 9 })], { kind: 'put', doc: { n: 9 } }],
    ['delete then add', [gone, add(2)], { kind: 'put', doc: { day: 'd', n: 2 } }],
    ['put then delete', [put({ n: 1 }), gone], { kind: 'delete' }],
  ])('%s', (_name, ops, effect) => {
    expect(netEffects(specs, ops)).toEqual([{ collection: 'c', id: '1', ...effect }]);
  });

  test('an undeclared collection is refused', () => {
    expect(() => netEffects(specs, [{ op: 'delete', collection: 'x', id: '1' }])).toThrow('not declared');
  });
});
