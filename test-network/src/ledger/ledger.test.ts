import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headerDer, headerHash, parseBlock } from './block.ts';
import { commitHash, orderPreservingVarint, updateBytes } from './commit-hash.ts';
import { commit, put, testLedger } from './ledger-fixture.ts';
import { quorumOf } from './orderer-signatures.ts';

const inFolder = (work: (file: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  try {
    work(join(folder, 'ledger.sqlite'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const valueOf = (ledger: ReturnType<typeof testLedger>, key: string): string | undefined =>
  ledger.simulate('AgriMSP', 'AgriMSP', 't').getState('records', key)?.toString();

describe('hashes', () => {
  test('header DER and hash', () => {
    expect(headerDer(128, Buffer.from('aa', 'hex'), Buffer.from('bbcc', 'hex')).toString('hex')).toBe(
      '300b020200800401aa0402bbcc',
    );
    expect(headerHash(0, Buffer.alloc(0), Buffer.alloc(0)).toString('hex')).toBe(
      '1d1c288c6851505be0b47a0f8e7dfb91ab2abe6ad71cef63a3791d14588d1d0e',
    );
  });

  test('order-preserving numbers', () => {
    expect([0, 1, 256].map((value) => orderPreservingVarint(value).toString('hex'))).toEqual(['00', '0101', '020100']);
  });

  test('names appear on the first update of their group only', () => {
    const update = { namespace: 'n', collection: '', block: 1, tx: 0 };
    const bytes = updateBytes([
      { ...update, key: Buffer.from('b'), value: undefined },
      { ...update, key: Buffer.from('a'), value: Buffer.from('v') },
    ]);
    expect(bytes.toString('hex')).toBe('0a0e0a016e1a01612a017632030101000a0a1a016220013203010100');
    expect(commitHash(Buffer.from([0]), [], Buffer.alloc(0)).toString('hex')).toBe(
      '47dc540c94ceb704a23875c11273e16bb0b8a87aed84de911f2133568115f254',
    );
  });

  test('quorum of BFT consenters', () => {
    expect([1, 4, 7, 10].map(quorumOf)).toEqual([1, 3, 5, 7]);
  });
});

describe('one file', () => {
  test('a second opening continues where the first was', () => {
    inFolder((file) => {
      const first = testLedger(file, true);
      commit(first, [put(first, 'a', '1')]);
      const hash = first.lastHash();
      first.close();
      const second = testLedger(file, true);
      expect([second.height(), second.lastHash(), valueOf(second, 'a')]).toEqual([2, hash, '1']);
      commit(second, [put(second, 'a', '2')]);
      expect(second.verify()).toEqual({ blocks: 3, faults: [] });
      second.close();
    });
  });

  test('verify sees one instant of a ledger that another process goes on writing', () => {
    inFolder((file) => {
      const writing = testLedger(file);
      commit(writing, [put(writing, 'a', '1')]);
      let isVerifying = false;
      const reading = testLedger(file, false, () => {
        if (isVerifying) commit(writing, [put(writing, 'a', '2'), put(writing, 'b', '1')]);
      });
      isVerifying = true;
      expect(reading.verify()).toEqual({ blocks: 2, faults: [] });
      isVerifying = false;
      expect(reading.verify()).toEqual({ blocks: 3, faults: [] });
      reading.close();
      writing.close();
    });
  });

  test('a commit that fails half way leaves nothing', () => {
    inFolder((file) => {
      const ledger = testLedger(file);
      const other = new DatabaseSync(file);
      other.exec(
        `CREATE TRIGGER broken BEFORE INSERT ON blocks WHEN new.number = 1 BEGIN SELECT raise(ABORT, 'disk'); END`,
      );
      expect(() => commit(ledger, [put(ledger, 'a', '1')])).toThrow('disk');
      expect([ledger.height(), valueOf(ledger, 'a')]).toEqual([1, undefined]);
      other.exec('DROP TRIGGER broken');
      expect(commit(ledger, [put(ledger, 'a', '2')])).toEqual([0]);
      expect(ledger.verify().faults).toEqual([]);
      other.close();
      ledger.close();
    });
  });

  test.each([
    ['state', `UPDATE state SET value = x'31' WHERE key = CAST('b' AS BLOB)`, /state records\/b is not/],
    ['state removed', `DELETE FROM state WHERE key = CAST('b' AS BLOB)`, /state records\/b is missing/],
    ['block order', `UPDATE blocks SET number = 9 WHERE number = 1`, /block 1 is missing/],
  ])('verify finds an altered %s', (_name, statement, fault) => {
    inFolder((file) => {
      const ledger = testLedger(file);
      commit(ledger, [put(ledger, 'b', 'vier')]);
      commit(ledger, [put(ledger, 'c', '2')]);
      const other = new DatabaseSync(file);
      other.exec(statement);
      other.close();
      expect(ledger.verify().faults[0]).toMatch(fault);
      ledger.close();
    });
  });

  test('verify finds altered bytes of a block and altered flags', () => {
    inFolder((file) => {
      const ledger = testLedger(file);
      commit(ledger, [put(ledger, 'b', 'vier')]);
      const block = Buffer.from(ledger.block(1) as Buffer);
      const write = (bytes: Buffer): void => {
        const other = new DatabaseSync(file);
        other.prepare('UPDATE blocks SET block = ? WHERE number = 1').run(bytes);
        other.close();
      };
      const altered = Buffer.from(block);
      altered[altered.indexOf('vier')] = 0x56;
      write(altered);
      expect(ledger.verify().faults).toEqual(['block 1: header and data do not match']);
      const filter = parseBlock(block).metadata[2] as Buffer;
      const flagged = Buffer.from(block);
      flagged[filter.byteOffset - block.byteOffset] = 10;
      write(flagged);
      expect(ledger.verify().faults).toEqual(['block 1: transaction flags do not match a new validation']);
      ledger.close();
    });
  });

  test('snapshot and revert', () => {
    inFolder((file) => {
      const ledger = testLedger(file);
      commit(ledger, [put(ledger, 'a', '1')]);
      ledger.snapshot('one');
      commit(ledger, [put(ledger, 'a', '2')]);
      ledger.revert('one');
      expect([ledger.height(), valueOf(ledger, 'a')]).toEqual([2, '1']);
      expect(commit(ledger, [put(ledger, 'a', '3')])).toEqual([0]);
      expect(() => ledger.revert('two')).toThrow('there is no snapshot two');
      ledger.close();
    });
  });

  test('listeners hear of commits until they leave', () => {
    const ledger = testLedger();
    const heard: number[] = [];
    const leave = ledger.onCommit(({ number }) => heard.push(number));
    commit(ledger, [put(ledger, 'a', '1')]);
    leave();
    commit(ledger, [put(ledger, 'a', '2')]);
    expect(heard).toEqual([1]);
  });
});
