import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { commit, endorse, policy, put, testLedger } from '../ledger/ledger-fixture.ts';
import type { Ledger, Simulator } from '../types.ts';
import { rangeReads } from './range-reads.ts';
import { readRwset } from './rwset-reader.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const simulate = (ledger: Ledger, peer = 'AgriMSP', creator = 'AgriMSP'): Simulator =>
  ledger.simulate(peer, creator, 'tx');
const keysOf = (rows: { next(): { key: string } | undefined }): string[] => {
  const keys: string[] = [];
  for (let row = rows.next(); row !== undefined; row = rows.next()) keys.push(row.key);
  return keys;
};

describe('public state', () => {
  test('reads see committed state only; an empty value is a deletion', () => {
    const ledger = testLedger();
    commit(ledger, [put(ledger, 'a', '1')]);
    const simulator = simulate(ledger);
    simulator.putState('records', 'a', bytes('2'));
    expect(simulator.getState('records', 'a')?.toString()).toBe('1');
    commit(ledger, [put(ledger, 'a', '')]);
    expect(simulate(ledger).getState('records', 'a')).toBeUndefined();
  });

  test('keys come in UTF-8 byte order, not in UTF-16 order', () => {
    const ledger = testLedger();
    commit(ledger, [
      put(ledger, '\u{10000}', '1'),
      put(ledger, '\uffff', '1'),
      put(ledger, 'đ', '1'),
      put(ledger, 'z', '1'),
    ]);
    expect(keysOf(simulate(ledger).range('records', '', ''))).toEqual(['z', 'đ', '\uffff', '\u{10000}']);
  });

  test('the public set is byte for byte the protobuf of rwset_builder.go', () => {
    const ledger = testLedger();
    const simulator = simulate(ledger);
    simulator.getState('_lifecycle', 'namespaces/fields/records/Sequence');
    simulator.putState('records', 'b', bytes('2'));
    simulator.putState('records', 'a', bytes('1'));
    simulator.getState('records', 'a');
    expect(simulator.results().publicSet.toString('hex')).toBe(
      // _lifecycle: the sequence read at version 0, 0; records: read of the absent `a`, writes in key order
      '12360a0a5f6c6966656379636c6512280a260a226e616d657370616365732f6669656c64732f7265636f7264732f53657175656e63651200' +
        '12200a077265636f72647312150a030a01611a060a01611a01311a060a01621a0132',
    );
    expect(readRwset(simulator.results().publicSet).map(({ namespace }) => namespace)).toEqual([
      '_lifecycle',
      'records',
    ]);
  });

  test('pages carry a bookmark and forbid writes, in both orders', () => {
    const ledger = testLedger();
    commit(ledger, [put(ledger, 'a', '1'), put(ledger, 'b', '1'), put(ledger, 'c', '1')]);
    const simulator = simulate(ledger);
    const first = simulator.range('records', '', '', { size: 2, bookmark: '' });
    expect(keysOf(first)).toEqual(['a', 'b']);
    expect(first.bookmark()).toBe('c');
    const second = simulator.range('records', '', '', { size: 2, bookmark: 'c' });
    expect(keysOf(second)).toEqual(['c']);
    expect(second.bookmark()).toBe('');
    expect(() => simulator.putState('records', 'd', bytes('1'))).toThrow(
      'txid [tx]: unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed',
    );
    const writer = simulate(ledger);
    writer.putState('records', 'd', bytes('1'));
    expect(() => writer.range('records', '', '', { size: 2, bookmark: '' })).toThrow(/only in a read-only transaction/);
  });

  test('history is newest first and keeps deletions', () => {
    const ledger = testLedger();
    const first = put(ledger, 'a', '1');
    commit(ledger, [first]);
    commit(ledger, [put(ledger, 'a', '2')]);
    commit(ledger, [endorse(ledger, (simulator) => simulator.deleteState('records', 'a'))]);
    const history = simulate(ledger).history('records', 'a');
    expect(history.map(({ value, isDelete }) => [value.toString(), isDelete])).toEqual([
      ['', true],
      ['2', false],
      ['1', false],
    ]);
    expect(history[2]).toMatchObject({ txId: first.txId, seconds: 1_795_000_000 });
  });

  test('above 50 results a range becomes a Merkle summary', () => {
    const few = rangeReads();
    const many = rangeReads();
    for (let key = 0; key < 51; key += 1) {
      if (key < 50) few.add({ key: bytes(String(key)), version: undefined });
      many.add({ key: bytes(String(key)), version: undefined });
    }
    expect(few.done().summary).toBeUndefined();
    const leaf = Array.from({ length: 51 }, (_, key) => {
      const text = bytes(String(key));
      return Buffer.concat([Buffer.from([0x0a, text.length + 2, 0x0a, text.length]), text]);
    });
    const hash = createHash('sha256').update(Buffer.concat(leaf)).digest('hex');
    expect(many.done().summary?.toString('hex')).toBe(`083210011a20${hash}`);
  });
});

describe('private data', () => {
  const write = (ledger: Ledger, value: string) =>
    endorse(ledger, (simulator) => simulator.putPrivate('records', 'prices', 'secret-key', bytes(value)));

  test('members read it, other peers hold the hash only', () => {
    const ledger = testLedger();
    const transaction = write(ledger, 'secret-value');
    expect(commit(ledger, [transaction])).toEqual([0]);
    expect(transaction.envelope.includes('secret-')).toBe(false);
    expect(simulate(ledger).getPrivate('records', 'prices', 'secret-key')?.toString()).toBe('secret-value');
    expect(simulate(ledger, 'TechMSP').getPrivateHash('records', 'prices', 'secret-key')?.toString('hex')).toBe(
      '31160254d1297393d2ad00e1c01851aec834361e02c524b89fe06aff2879ce6a',
    );
    expect(() => simulate(ledger, 'TechMSP').getPrivate('records', 'prices', 'secret-key')).toThrow(
      'private data matching public hash version is not available. Public hash version = {BlockNum: 1, TxNum: 0}',
    );
    expect(ledger.privateSet(1, 0, 'EduMSP')).toEqual(transaction.privateSet);
    expect(ledger.privateSet(1, 0, 'TechMSP')).toBeUndefined();
  });

  test('the caller must be a member', () => {
    const simulator = simulate(testLedger(), 'AgriMSP', 'TechMSP');
    expect(() => simulator.getPrivate('records', 'prices', 'k')).toThrow(/does not have read access permission/);
    expect(() => simulator.putPrivate('records', 'prices', 'k', bytes('v'))).toThrow(/does not have write access/);
    expect(() => simulator.getPrivate('records', 'none', 'k')).toThrow(/collection \[none\] not defined/);
  });

  test('values that do not match the hashes are not taken', () => {
    const ledger = testLedger();
    const transaction = write(ledger, 'honest');
    const forged = Buffer.from(transaction.privateSet as Buffer);
    forged[forged.indexOf('honest')] = 0x48;
    expect(commit(ledger, [{ ...transaction, privateSet: forged }])).toEqual([0]);
    expect(() => simulate(ledger).getPrivate('records', 'prices', 'secret-key')).toThrow(/Private data version = nil/);
  });

  test('hashed reads conflict, ranges list it, writes after a range are refused', () => {
    const ledger = testLedger();
    commit(ledger, [write(ledger, '1')]);
    const readThenWrite = (simulator: Simulator): void => {
      simulator.getPrivate('records', 'prices', 'secret-key');
      simulator.putPrivate('records', 'prices', 'secret-key', bytes('2'));
    };
    expect(commit(ledger, [endorse(ledger, readThenWrite), endorse(ledger, readThenWrite)])).toEqual([0, 11]);
    const simulator = simulate(ledger);
    expect(keysOf(simulator.privateRange('records', 'prices', '', ''))).toEqual(['secret-key']);
    expect(() => simulator.putState('records', 'a', bytes('1'))).toThrow(/queries on pvt data/);
  });

  test('purge removes every stored version; block-to-live forgets', () => {
    const ledger = testLedger();
    commit(ledger, [write(ledger, '1')]);
    commit(ledger, [endorse(ledger, (simulator) => simulator.purgePrivate('records', 'prices', 'secret-key'))]);
    expect(ledger.privateSet(1, 0, 'AgriMSP')).toBeUndefined();
    expect(simulate(ledger).getPrivate('records', 'prices', 'secret-key')).toBeUndefined();
    commit(ledger, [write(ledger, '2')]);
    commit(ledger, [put(ledger, 'x', '1')]);
    commit(ledger, [put(ledger, 'x', '2')]);
    expect(simulate(ledger).getPrivate('records', 'prices', 'secret-key')?.toString()).toBe('2');
    commit(ledger, [put(ledger, 'x', '3')]);
    expect(simulate(ledger).getPrivate('records', 'prices', 'secret-key')).toBeUndefined();
    expect(ledger.verify().faults).toEqual([]);
  });

  test('purging one key of a transaction keeps its other keys', () => {
    const ledger = testLedger();
    const two = endorse(ledger, (simulator) => {
      simulator.putPrivate('records', 'prices', 'kept', bytes('1'));
      simulator.putPrivate('records', 'prices', 'gone', bytes('2'));
    });
    commit(ledger, [two]);
    commit(ledger, [endorse(ledger, (simulator) => simulator.purgePrivate('records', 'prices', 'gone'))]);
    const stored = ledger.privateSet(1, 0, 'AgriMSP');
    expect([stored?.includes('kept'), stored?.includes('gone')]).toEqual([true, false]);
    expect(keysOf(simulate(ledger).privateRange('records', 'prices', '', ''))).toEqual(['kept']);
  });
});

test('the interest names the policies validation will ask for', () => {
  const ledger = testLedger();
  const guard = policy(1, 'TechMSP');
  commit(ledger, [
    endorse(ledger, (simulator) => {
      simulator.putState('records', 'guarded', bytes('1'));
      simulator.putMetadata('records', 'guarded', new Map([['VALIDATION_PARAMETER', guard]]));
    }),
  ]);
  const simulator = simulate(ledger);
  simulator.putState('records', 'guarded', bytes('2'));
  expect(simulator.results().interest).toEqual({
    chaincodes: ['records'],
    applicationPolicies: [],
    keyPolicies: [guard],
    collectionsWritten: [],
  });
  simulator.putState('records', 'free', bytes('2'));
  expect(simulator.results().interest.applicationPolicies).toHaveLength(1);
});
