import { createHash } from 'node:crypto';
import { vietnamDate, type RecordState } from '@daunguon/records';
import type { CollectionSpec, Doc, DocValue, Op } from '../index-store/index-store.ts';
import { signerCollections, signerOps } from './signer-ops.ts';
import type { DecodedBlock, DecodedSet, DecodedTransaction, DecodedWrite } from '../ledger/decode-block.ts';

/** The ledger itself as documents: what a block explorer shows, of any chaincode. */
export const ledgerCollections: readonly CollectionSpec[] = [
  { name: 'blocks', indexed: ['hash'] },
  { name: 'transactions', indexed: ['txId', 'chaincode', 'call', 'msp', 'code'] },
  /** Arguments and read-write sets, under the id of the transaction. */
  { name: 'readWriteSets', indexed: [] },
  { name: 'ledgerCounts', indexed: ['of'] },
  { name: 'channelConfigs', indexed: [] },
  { name: 'definitions', indexed: ['name'] },
  { name: 'checkpoints', indexed: [] },
  ...signerCollections,
];

/** Longer values are cut, with the digest of the whole beside them: the block itself has them. */
const longestValue = 4000;
/** Records that a line of a list names. */
const mostNamed = 20;

export const blockId = (number: number): string => String(number).padStart(12, '0');
const transactionId = (block: number, index: number): string => `${blockId(block)}:${String(index).padStart(5, '0')}`;

/** Text where the bytes are UTF-8 without control characters, else hexadecimal. */
export function shownValue(bytes: Uint8Array): Doc {
  const buffer = Buffer.from(bytes);
  const size = buffer.length;
  const text = buffer.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(buffer) && !/\p{Cc}/u.test(text.replace(/[\t\n\r]/g, ''));
  const whole = isText ? text : buffer.toString('hex');
  const form = isText ? 'text' : 'hex';
  if (whole.length <= longestValue) return { [form]: whole, size };
  // No pair of surrogates is cut in two.
  const cut = whole.slice(0, longestValue).replace(/[\ud800-\udbff]$/, '');
  return { [form]: cut, size, isCut: true, sha256: createHash('sha256').update(buffer).digest('hex') };
}

interface OwnRecord {
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly status: string;
}

/** What a write of the own chaincode saved; undefined for what is no record. */
function recordIn({ key, isDelete, value }: DecodedWrite): OwnRecord | undefined {
  if (!key.startsWith('r/') || isDelete) return undefined;
  try {
    const { id, version, type, status } = JSON.parse(Buffer.from(value).toString()) as RecordState;
    return { id, version, type, status };
  } catch {
    return undefined;
  }
}

/**
 * A record's value is not kept twice: of a valid transaction it is that of the version; of one that was refused it is written out, because there
 * is no such version. `record` says whose words they are.
 */
function writeDoc({ key, isDelete, value }: DecodedWrite, record: OwnRecord | undefined, isValid: boolean): Doc {
  if (isDelete) return { key, isDelete };
  if (record === undefined) return { key, ...shownValue(value) };
  const { id, version } = record;
  const size = value.length;
  return isValid ? { key, record: id, version, size } : { key, record: id, ...shownValue(value) };
}

type OwnRecords = ReadonlyMap<DecodedWrite, OwnRecord>;

const setDoc = (set: DecodedSet, own: OwnRecords, isValid: boolean): Doc => ({
  namespace: set.namespace,
  reads: set.reads.map(({ key, version }) => [key, version]),
  ranges: set.ranges.map(({ from, to }) => [from, to]),
  writes: set.writes.map((write) => writeDoc(write, own.get(write), isValid)),
  policies: [...set.policies],
  collections: set.collections.map((one) => ({ ...one })),
});

/** `Origin:RegisterBatch`; another chaincode's function as it is. */
const callOf = ({ args }: DecodedTransaction): string =>
  Buffer.from(args[0] ?? [])
    .toString('utf8')
    .slice(0, 200);

const headerTypes: Readonly<Record<number, string>> = { 1: 'config', 2: 'config-update', 3: 'endorser' };

function transactionOps(one: DecodedTransaction, block: number, chaincode: string): Op[] {
  const id = transactionId(block, one.index);
  const isValid = one.code === 0;
  const own = one.sets.filter(({ namespace }) => namespace === chaincode).flatMap(({ writes }) => writes);
  const found = new Map<DecodedWrite, OwnRecord>();
  for (const write of own) {
    const record = recordIn(write);
    if (record !== undefined) found.set(write, record);
  }
  const records = [...found.values()];
  const doc: Doc = {
    ...{ block, index: one.index, txId: one.txId, time: one.time, kind: headerTypes[one.type] ?? String(one.type) },
    ...{ code: one.code, msp: one.msp, chaincode: one.chaincode, call: callOf(one), event: one.event },
    ...{ endorsers: one.endorsers, recordCount: records.length },
    ...{ records: records.slice(0, mostNamed).map((record): DocValue => ({ ...record })) },
    ...{ reads: one.sets.reduce((sum, { reads }) => sum + reads.length, 0) },
    ...{ writes: one.sets.reduce((sum, { writes }) => sum + writes.length, 0) },
  };
  const raw: Doc = {
    args: one.args.slice(1).map((arg): DocValue => shownValue(arg)),
    sets: one.sets.map((set) => setDoc(set, found, isValid)),
    subjects: [...new Set(records.map((record) => record.id))],
    ...(one.signer === undefined ? {} : { signer: one.signer }),
  };
  const put = (collection: string, what: Doc, under = id): Op => ({ op: 'put', collection, id: under, doc: what });
  return [
    put('transactions', doc),
    ...(one.type === 3 ? [put('readWriteSets', raw)] : []),
    ...(one.config === undefined || !isValid
      ? []
      : [put('channelConfigs', { block, time: one.time, ...(one.config as unknown as Doc) }, blockId(block))]),
    ...(isValid ? definitionOps(one, block) : []),
    ...(isValid ? checkpointOps(own, one, block) : []),
    ...(isValid ? signerOps(one, block) : []),
  ];
}

/** Definitions that the lifecycle committed in this transaction (core/chaincode/lifecycle): name -> fields that it wrote. */
function definitionOps({ sets, txId }: DecodedTransaction, block: number): Op[] {
  const found = new Map<string, Record<string, DocValue>>();
  for (const { namespace, writes } of sets) {
    if (namespace !== '_lifecycle') continue;
    for (const { key, value } of writes) {
      const [, name, field] = /^namespaces\/fields\/([^/#]+)\/(\w+)$/.exec(key) ?? [];
      if (name === undefined || field === undefined) continue;
      found.set(name, { ...found.get(name), [field]: shownValue(value) });
    }
  }
  return [...found].map(([name, fields]) => ({
    ...{ op: 'put', collection: 'definitions', id: `${name}|${blockId(block)}`, doc: { name, block, txId, fields } },
  }));
}

/** Checkpoints that were put on the ledger, by size (`ledgerCheckpointKey`). */
const checkpointOps = (own: readonly DecodedWrite[], { txId, time }: DecodedTransaction, block: number): Op[] =>
  own.flatMap(({ key, value }): Op[] => {
    const [, size] = /^c\/.+\/(\d{16})$/.exec(key) ?? [];
    if (size === undefined) return [];
    const { origin, root, note } = JSON.parse(Buffer.from(value).toString()) as Readonly<Record<string, string>>;
    const doc = { size: Number(size), origin: origin ?? '', root: root ?? '', note: note ?? '', block, txId, time };
    return [{ op: 'put', collection: 'checkpoints', id: size, doc }];
  });

/** How often: by chaincode, call, organisation, validation code and day, so that no page counts transactions. */
function countOps(transactions: readonly DecodedTransaction[], chaincode: string): Op[] {
  return transactions.flatMap((one): Op[] => {
    const by = { transactions: 1, valid: Number(one.code === 0) };
    const add = (of: string, name: string): Op => ({
      ...{ op: 'increment', collection: 'ledgerCounts', id: `${of}|${name}`, by, onInsert: { of, name } },
    });
    const call = callOf(one);
    return [
      add('all', ''),
      add('code', String(one.code)),
      ...(one.msp === '' ? [] : [add('msp', one.msp)]),
      ...(one.chaincode === '' ? [] : [add('chaincode', one.chaincode)]),
      ...(one.chaincode === chaincode && call !== '' ? [add('call', call)] : []),
      ...(one.time === '' ? [] : [add('day', vietnamDate(one.time))]),
    ];
  });
}

/** What a block adds to the explorer: follows from the block alone. */
export function ledgerOps(block: DecodedBlock, chaincode: string): Op[] {
  const { number, hash, previousHash, dataHash, transactions } = block;
  const doc: Doc = {
    ...{ number, hash, previousHash, dataHash, transactions: transactions.length },
    valid: transactions.filter(({ code }) => code === 0).length,
    time: transactions.find(({ time }) => time !== '')?.time ?? '',
  };
  return [
    { op: 'put', collection: 'blocks', id: blockId(number), doc },
    ...transactions.flatMap((one) => transactionOps(one, number, chaincode)),
    ...countOps(transactions, chaincode),
  ];
}
