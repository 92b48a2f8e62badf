/** From a peer's bytes to the log: what counts of a block, and that two organisations derive the same from their own copies. */
import { afterAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLeaf } from '@daunguon/proof';
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import fc from 'fast-check';
import { DerivedLog } from '../log/derived-log.ts';
import { readBlockInput } from './read-block-input.ts';

const root = mkdtempSync(join(tmpdir(), 'block-input-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const folder = (): string => join(root, String((folders += 1)));

interface Write {
  readonly key: string;
  /** Absent: a deletion. */
  readonly value?: string;
}
interface Transaction {
  /** Validation code: 0 VALID, 11 MVCC_READ_CONFLICT, 254 NOT_VALIDATED, … */
  readonly flag: number;
  readonly config?: boolean;
  readonly seconds?: number;
  readonly sets: readonly { readonly namespace: string; readonly writes: readonly Write[] }[];
}
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function envelope({ config = false, seconds = 1_795_000_000, sets }: Transaction, txId: string): Uint8Array {
  const results = new ledger.rwset.TxReadWriteSet();
  for (const { namespace, writes } of sets) {
    const kv = new ledger.rwset.kvrwset.KVRWSet();
    for (const { key, value } of writes) {
      const write = new ledger.rwset.kvrwset.KVWrite();
      write.setKey(key);
      if (value === undefined) write.setIsDelete(true);
      else write.setValue(Buffer.from(value));
      kv.addWrites(write);
    }
    const set = new ledger.rwset.NsReadWriteSet();
    set.setNamespace(namespace);
    set.setRwset(kv.serializeBinary());
    results.addNsRwset(set);
  }
  const action = new peer.ChaincodeAction();
  action.setResults(results.serializeBinary());
  const response = new peer.ProposalResponsePayload();
  response.setExtension$(action.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response.serializeBinary());
  const payloadOfAction = new peer.ChaincodeActionPayload();
  payloadOfAction.setAction(endorsed);
  const item = new peer.TransactionAction();
  item.setPayload(payloadOfAction.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(item);

  // Read from bytes that hold an empty timestamp (field 3): its class is not exported.
  const channel = common.ChannelHeader.deserializeBinary(Uint8Array.of(0x1a, 0));
  channel.getTimestamp()?.setSeconds(seconds);
  channel.setType(config ? common.HeaderType.CONFIG : common.HeaderType.ENDORSER_TRANSACTION);
  channel.setTxId(txId);
  const creator = new msp.SerializedIdentity();
  creator.setMspid('AgriMSP');
  const signature = new common.SignatureHeader();
  signature.setCreator(creator.serializeBinary());
  const header = new common.Header();
  header.setChannelHeader(channel.serializeBinary());
  header.setSignatureHeader(signature.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const whole = new common.Envelope();
  whole.setPayload(payload.serializeBinary());
  return whole.serializeBinary();
}

/** A block as one peer delivers it; `orderer` fills the metadata that differs from peer to peer. */
function blockOf(number: number, transactions: readonly Transaction[], orderer: string): common.Block {
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setPreviousHash(digest(`block ${number - 1}`));
  header.setDataHash(digest(`data ${number}`));
  const data = new common.BlockData();
  for (const [index, transaction] of transactions.entries())
    data.addData(envelope(transaction, digest(`${number} ${index}`).toString('hex')));
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    Buffer.from(`signatures of ${orderer}`),
    Buffer.alloc(0),
    Uint8Array.from(transactions.map(({ flag }) => flag)),
    Buffer.alloc(0),
    digest(`commit hash ${number}`),
  ]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return common.Block.deserializeBinary(block.serializeBinary());
}

const records = (...writes: Write[]) => ({ namespace: 'records', writes });
const inputOf = (...transactions: Transaction[]) => readBlockInput(blockOf(1, transactions, 'tech'), 'records');

test('only VALID transactions count, each with its place in the block', () => {
  const write = { key: 'r/A', value: '1' };
  const { transactions } = inputOf(
    { flag: 11, sets: [records(write)] },
    { flag: 0, sets: [records(write)] },
    { flag: 254, config: true, sets: [] },
    { flag: 0, config: true, sets: [] },
  );
  expect(transactions.map(({ index, config, writes }) => [index, config, writes.map(({ key }) => key)])).toEqual([
    [1, false, ['r/A']],
    [3, true, []],
  ]);
});

test('a block whose flags are missing or too few proves no transaction valid', () => {
  const block = blockOf(1, [{ flag: 0, sets: [records({ key: 'r/A', value: '1' })] }], 'tech');
  block.getMetadata()?.setMetadataList([]);
  expect(readBlockInput(block, 'records').transactions).toEqual([]);
});

test('all writes of this chaincode count, in their order, and those of no other', () => {
  const { transactions } = inputOf({
    ...{ flag: 0, seconds: 1_795_000_123 },
    sets: [
      { namespace: 'other', writes: [{ key: 'r/X', value: 'x' }] },
      records({ key: 'r/A', value: 'a' }, { key: 'r/B' }),
    ],
  });
  expect(transactions).toEqual([
    {
      ...{
        index: 0,
        txId: digest('1 0').toString('hex'),
        ts: '2026-11-18T11:08:43.000Z',
        msp: 'AgriMSP',
        config: false,
      },
      writes: [
        { key: 'r/A', isDelete: false, value: new Uint8Array(Buffer.from('a')) },
        { key: 'r/B', isDelete: true, value: new Uint8Array() },
      ],
    },
  ]);
});

test('a new definition of this chaincode is configuration, one of another is not', () => {
  const define = (key: string): Transaction => ({
    flag: 0,
    sets: [{ namespace: '_lifecycle', writes: [{ key, value: '' }] }],
  });
  const keys = [
    'namespaces/fields/records/Sequence',
    'namespaces/metadata/records',
    'namespaces/fields/records2/Sequence',
  ];
  expect(inputOf(...keys.map(define)).transactions.map(({ config }) => config)).toEqual([true, true, false]);
});

const fuzzedWrite = fc.record(
  {
    key: fc.constantFrom('r/A', 'r/B', 'r/C', 'q/A', 'rules/none', 'r/'),
    value: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 1, max: 3 })).map(([id, version]) =>
        JSON.stringify({
          ...{ id, version, type: 'origin/batch', status: 'active', commitment: 'ab'.repeat(32) },
          ...{ by: { signing: 'own' }, body: {} },
        }),
      ),
    ),
  },
  { requiredKeys: ['key'] },
);
const fuzzedTransaction: fc.Arbitrary<Transaction> = fc.record({
  flag: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(4, 10, 11, 12, 254, 255)),
  config: fc.boolean(),
  seconds: fc.integer({ min: 0, max: 4_000_000_000 }),
  sets: fc.array(
    fc.record({
      namespace: fc.constantFrom('records', 'records', '_lifecycle', 'other'),
      writes: fc.array(fuzzedWrite, { maxLength: 5 }),
    }),
    { maxLength: 3 },
  ),
});
const files = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir)
      .filter((name) => name.endsWith('.bin'))
      .map((name) => [name, readFileSync(join(dir, name), 'base64')]),
  );

test('two organisations derive the same bytes from fuzzed blocks of their own peers, one of them restarted at every block', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fuzzedTransaction, { maxLength: 5 }), { minLength: 1, maxLength: 6 }), (blocks) => {
      const [steady, restarting] = [folder(), folder()];
      const log = new DerivedLog({ dir: steady });
      for (const [number, transactions] of blocks.entries()) {
        log.take(readBlockInput(blockOf(number, transactions, 'agri'), 'records'));
        const other = new DerivedLog({ dir: restarting, dumpEvery: 3 });
        other.take(readBlockInput(blockOf(number, transactions, 'edu'), 'records'));
        other.close();
      }
      const leaves = [...log.store.leaves(0)].map(parseLeaf).filter(({ leaf }) => leaf === 'record/1');
      log.close();
      expect(files(restarting)).toEqual(files(steady));
      const written = blocks
        .flat()
        .filter(({ flag, config }) => flag === 0 && config !== true)
        .flatMap(({ sets }) => sets.filter(({ namespace }) => namespace === 'records').flatMap(({ writes }) => writes))
        .filter(({ key }) => key.startsWith('r/'));
      expect(leaves).toHaveLength(written.length);
    }),
    { numRuns: 25 },
  );
});
