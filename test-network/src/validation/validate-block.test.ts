import { describe, expect, test } from '@jest/globals';
import { blockOf, commit, consenters, endorse, MSPS, policy, put, testLedger } from '../ledger/ledger-fixture.ts';
import { highS } from '../msp/high-s-fixture.ts';
import { encodeEntries, encodeRwset } from '../rwset/rwset-builder.ts';
import type { Simulator } from '../types.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const update = (simulator: Simulator): void => {
  simulator.getState('records', 'a');
  simulator.putState('records', 'a', bytes('new'));
};
const keyPolicy = (...msps: string[]): Map<string, Buffer> =>
  new Map([['VALIDATION_PARAMETER', policy(msps.length, ...msps)]]);

describe('signatures and endorsements', () => {
  test('three genuine endorsements are valid, two are not', () => {
    const ledger = testLedger();
    expect(commit(ledger, [put(ledger, 'a', '1'), put(ledger, 'b', '1', { by: MSPS.slice(0, 2) })])).toEqual([0, 10]);
  });

  test('a forged endorsement counts as absent', () => {
    const ledger = testLedger();
    const forged = (signature: Buffer): Buffer =>
      Buffer.concat([signature.subarray(0, -1), Buffer.from([0x5a ^ (signature.at(-1) as number)])]);
    expect(commit(ledger, [put(ledger, 'a', '1', { alterEndorsement: forged })])).toEqual([10]);
  });

  test('high-S signatures are refused, of creator and of endorsers', () => {
    const ledger = testLedger();
    expect(
      commit(ledger, [
        put(ledger, 'a', '1', { alterSignature: highS }),
        put(ledger, 'b', '1', { alterEndorsement: highS }),
      ]),
    ).toEqual([4, 10]);
  });

  test('an altered envelope fails the creator’s signature', () => {
    const ledger = testLedger();
    const good = put(ledger, 'a', 'seven');
    const altered = Buffer.from(good.envelope);
    altered[altered.indexOf('seven')] = 0x53;
    expect(commit(ledger, [{ ...good, envelope: altered }])).toEqual([4]);
  });

  test('nothing, and rubbish, stay in the block with their codes', () => {
    const ledger = testLedger();
    const nothing = { txId: '', privateSet: undefined };
    expect(
      commit(ledger, [
        { ...nothing, envelope: Buffer.alloc(0) },
        { ...nothing, envelope: bytes('rubbish') },
      ]),
    ).toEqual([1, 2]);
    expect(ledger.height()).toBe(2);
  });
});

describe('transaction ids', () => {
  test('the same txid is a duplicate in the block and in later blocks', () => {
    const ledger = testLedger();
    const one = put(ledger, 'a', '1');
    expect(commit(ledger, [one, one])).toEqual([0, 9]);
    expect(commit(ledger, [one])).toEqual([9]);
    expect(ledger.place(one.txId)).toEqual({ blockNumber: 1, index: 0, code: 0 });
    expect(ledger.envelope(one.txId)).toEqual(one.envelope);
  });

  test('an invalid transaction burns its txid', () => {
    const ledger = testLedger();
    const nonce = Buffer.alloc(24, 7);
    expect(commit(ledger, [put(ledger, 'a', '1', { by: [], nonce })])).toEqual([10]);
    expect(commit(ledger, [put(ledger, 'a', '1', { nonce })])).toEqual([9]);
  });
});

describe('dispatcher', () => {
  test('unknown chaincode and foreign event are refused', () => {
    const ledger = testLedger();
    expect(
      commit(ledger, [put(ledger, 'a', '1', { chaincode: 'other' }), put(ledger, 'b', '1', { event: 'other' })]),
    ).toEqual([25, 255]);
  });

  test('one namespace twice is an illegal write set', () => {
    const ledger = testLedger();
    const draft = {
      namespace: 'records',
      reads: [],
      ranges: [],
      metadataWrites: [],
      collections: [],
      writes: [{ key: bytes('a'), value: bytes('1'), isDelete: false, isPurge: false }],
    };
    expect(commit(ledger, [put(ledger, 'a', '1', { results: encodeRwset([draft, draft]) })])).toEqual([23]);
  });

  test('writing _lifecycle needs more than the chaincode’s own policy', () => {
    const ledger = testLedger();
    const write = endorse(ledger, (simulator) =>
      simulator.putState('_lifecycle', 'namespaces/fields/records/Sequence', bytes('x')),
    );
    expect(commit(ledger, [write])).toEqual([10]);
  });
});

describe('key-level policies', () => {
  test('a key’s policy replaces the chaincode’s', () => {
    const ledger = testLedger();
    const guard = endorse(ledger, (simulator) => {
      simulator.putState('records', 'a', bytes('1'));
      simulator.putMetadata('records', 'a', keyPolicy('TechMSP'));
    });
    expect(commit(ledger, [guard])).toEqual([0]);
    expect(commit(ledger, [put(ledger, 'a', '2'), put(ledger, 'a', '3', { by: ['TechMSP'] })])).toEqual([10, 0]);
  });

  test('a parameter changed earlier in the block invalidates later writers', () => {
    const ledger = testLedger();
    commit(ledger, [put(ledger, 'a', '1')]);
    const guard = endorse(ledger, (simulator) => simulator.putMetadata('records', 'a', keyPolicy('TechMSP')));
    expect(commit(ledger, [guard, put(ledger, 'a', '2', { by: MSPS })])).toEqual([0, 10]);
  });

  test('metadata on an absent key does nothing', () => {
    const ledger = testLedger();
    const guard = endorse(ledger, (simulator) => simulator.putMetadata('records', 'a', keyPolicy('TechMSP')));
    expect(commit(ledger, [guard])).toEqual([0]);
    expect(commit(ledger, [put(ledger, 'a', '1')])).toEqual([0]);
  });

  test('entries encode as kvrwset.KVMetadataEntry', () => {
    expect(encodeEntries(new Map([['A', bytes('x')]])).toString('hex')).toBe('12060a01411201' + '78');
  });
});

describe('read conflicts', () => {
  test('two writers that read the same key: the first wins', () => {
    const ledger = testLedger();
    commit(ledger, [put(ledger, 'a', '1')]);
    expect(commit(ledger, [endorse(ledger, update), endorse(ledger, update)])).toEqual([0, 11]);
  });

  test('a read of an older version loses, a blind write does not', () => {
    const ledger = testLedger();
    const late = endorse(ledger, update);
    const blind = put(ledger, 'a', 'blind');
    commit(ledger, [put(ledger, 'a', '1')]);
    expect(commit(ledger, [late, blind])).toEqual([11, 0]);
    expect(ledger.simulate('AgriMSP', 'AgriMSP', 't').getState('records', 'a')?.toString()).toBe('blind');
  });

  test.each([3, 120])('a phantom among %i keys is found, within the block and after it', (count) => {
    const ledger = testLedger();
    const fill = endorse(ledger, (simulator) => {
      for (let key = 0; key < count; key += 1) simulator.putState('records', `k${String(key)}`, bytes('1'));
    });
    commit(ledger, [fill]);
    const scan = (simulator: Simulator): void => {
      const rows = simulator.range('records', 'k', 'l');
      while (rows.next() !== undefined);
      simulator.putState('records', 'sum', bytes('1'));
    };
    const stale = endorse(ledger, scan);
    expect(commit(ledger, [endorse(ledger, scan), put(ledger, 'k00', 'new'), endorse(ledger, scan)])).toEqual([
      0, 0, 12,
    ]);
    expect(commit(ledger, [stale])).toEqual([12]);
    expect(commit(ledger, [endorse(ledger, scan)])).toEqual([0]);
  });

  test('a range left half way is protected up to its last key only', () => {
    const ledger = testLedger();
    commit(ledger, [put(ledger, 'k1', '1'), put(ledger, 'k3', '1'), put(ledger, 'k5', '1')]);
    const half = (simulator: Simulator): void => {
      const rows = simulator.range('records', 'k', 'l');
      rows.next();
      rows.next();
    };
    const [before, after] = [endorse(ledger, half), endorse(ledger, half)];
    expect(commit(ledger, [put(ledger, 'k4', '1'), before, put(ledger, 'k2', '1'), after])).toEqual([0, 0, 0, 12]);
  });
});

describe('the chain', () => {
  test('a block must follow, carry its data’s hash and three consenters’ signatures', () => {
    const ledger = testLedger();
    const { envelope } = put(ledger, 'a', 'seven');
    const none = new Map<string, Buffer>();
    expect(() => ledger.commit(blockOf(2, ledger.lastHash(), [envelope]), none)).toThrow(/does not follow/);
    expect(() => ledger.commit(blockOf(1, Buffer.alloc(32), [envelope]), none)).toThrow(/does not carry the hash/);
    const twice = [consenters[0], consenters[0], consenters[1]] as never;
    expect(() => ledger.commit(blockOf(1, ledger.lastHash(), [envelope], twice), none)).toThrow('2 valid consenter');
    const altered = blockOf(1, ledger.lastHash(), [envelope]);
    altered[altered.indexOf('seven')] = 0x53;
    expect(() => ledger.commit(altered, none)).toThrow(/do not match/);
    expect(ledger.height()).toBe(1);
    expect(commit(ledger, [put(ledger, 'a', '1')])).toEqual([0]);
  });
});
