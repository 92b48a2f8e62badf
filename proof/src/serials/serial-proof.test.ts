import { describe, expect, test } from '@jest/globals';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { compareKeys, serialKey } from './serial-key.ts';
import { serialSource } from './serial-nodes.ts';
import { judgeSerial, proveSerial, type SerialLeaf } from './serial-proof.ts';

const sourceOf = (serials: readonly string[]) => serialSource(serials.map(serialKey).sort(compareKeys));
const eleven = sourceOf(Array.from({ length: 11 }, (_, at) => `SERIAL${at}`));

test('the key of a serial is a labelled hash', () => {
  // printf 'daunguon/serial/v1\0ABC' | sha256sum
  expect(bytesToHex(serialKey('ABC'))).toBe('2cd6856a5b73cd45e986840f56f1cded8f8a53f669f794136e44bbfc49a7b060');
});

describe('a tree of issued labels', () => {
  test('shows every serial in it, and of any other that it is not there', () => {
    const serials = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(serials, fc.string({ minLength: 1, maxLength: 20 }), (issued, asked) => {
        const source = sourceOf(issued);
        for (const serial of issued) {
          expect(judgeSerial(serialKey(serial), source, proveSerial(serialKey(serial), source))).toBe('issued');
        }
        const leaves = proveSerial(serialKey(asked), source);
        expect(judgeSerial(serialKey(asked), source, leaves)).toBe(issued.includes(asked) ? 'issued' : 'not-issued');
      }),
      { numRuns: 60 },
    );
  });

  test('shows nothing by leaves that are no neighbours, are left out, or belong to another tree', () => {
    for (const [asked, left] of [
      ['SERIAL3', 'issued'],
      ['NEVER ISSUED', 'not-issued'],
    ] as const) {
      const key = serialKey(asked);
      const leaves = proveSerial(key, eleven);
      expect(judgeSerial(key, eleven, leaves)).toBe(left);
      expect(judgeSerial(key, eleven, [])).toBeUndefined();
      expect(judgeSerial(key, { ...eleven, root: new Uint8Array(32) }, leaves)).toBeUndefined();
      expect(judgeSerial(key, { ...eleven, count: 40 }, leaves)).toBeUndefined();
      const moved = leaves.map((leaf) => ({ ...leaf, index: leaf.index + 1 }));
      expect(judgeSerial(key, eleven, moved)).toBeUndefined();
    }
  });

  test('a serial that was issued cannot be denied: any two or single leaves around it show nothing', () => {
    const key = serialKey('SERIAL7');
    const leafAt = (index: number): SerialLeaf => proveSerial(eleven.key(index), eleven)[0]!;
    const [{ index }] = proveSerial(key, eleven) as [SerialLeaf];
    for (let low = 0; low < 11; low += 1) {
      if (low !== index) expect(judgeSerial(key, eleven, [leafAt(low)])).toBeUndefined();
      for (let high = 0; high < 11; high += 1) {
        if (low === index || high === index) continue;
        expect(judgeSerial(key, eleven, [leafAt(low), leafAt(high)])).toBeUndefined();
      }
    }
  });
});
