/** Ledgers for tests of the derivation, from one record to fuzz. */
import fc from 'fast-check';
import { sha256Hex } from '../digest.ts';
import { leafHash } from '../log/merkle.ts';
import type { BlockInput, PublicWrite, TransactionInput } from './derivation.ts';

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
export const commitment = sha256Hex('commitment');
export const stateOf = (version: number, changes: object = {}): object => ({
  id,
  type: 'origin/batch',
  version,
  status: 'active',
  body: { lot: 'L1' },
  commitment,
  by: { msp: 'AgriMSP', signing: 'own' },
  ...changes,
});
export const write = (value: unknown, key = `r/${id}`): PublicWrite => ({
  key,
  isDelete: value === undefined,
  value: value instanceof Uint8Array ? value : utf8(JSON.stringify(value) ?? ''),
});
export const transaction = (
  writes: readonly PublicWrite[],
  changes: Partial<TransactionInput> = {},
): TransactionInput => ({
  index: 0,
  txId: sha256Hex('tx'),
  ts: '2026-11-24T08:00:00.000Z',
  msp: 'AgriMSP',
  config: false,
  writes,
  ...changes,
});
export const block = (number: number, ...transactions: TransactionInput[]): BlockInput => ({
  number,
  headerHash: sha256Hex(`header ${number}`),
  transactions,
});

export const stored = (): { leaves: Uint8Array[]; leafHashAt: (index: number) => Uint8Array } => {
  const leaves: Uint8Array[] = [];
  return { leaves, leafHashAt: (index) => leafHash(leaves[index]!) };
};
/** Values from well-formed to hopeless, of a few ids, so that versions, deletions and repetitions meet. */
const fuzzedWrite = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom('A', 'B', 'C'),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('active', 'held', 'deleted'),
      )
      .map(([name, version, status]) => write(stateOf(version, { id: name, status }), `r/${name}`)),
  },
  { weight: 2, arbitrary: fc.constantFrom('A', 'B').map((name) => write(undefined, `r/${name}`)) },
  fc
    .tuple(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 40 }))
    .map(([name, bytes]) => write(bytes, `r/${name}`)),
  fc.tuple(fc.constantFrom('A', 'r/', ''), fc.json()).map(([name, json]) => write(utf8(json), `r/${name}`)),
  fc.constantFrom('rules/1', 'rules/none', 'q/1', 'lot/1').map((key) => write({}, key)),
);
const fuzzedTransaction = fc.record({
  index: fc.nat(20),
  txId: fc.constantFrom(sha256Hex('a'), sha256Hex('b'), '', 'odd'),
  ts: fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom('', '2026-11-24T08:00:00.000Z', 'x'),
  ),
  msp: fc.oneof(fc.constant('AgriMSP'), fc.string({ unit: 'binary' })),
  config: fc.boolean(),
  writes: fc.array(fuzzedWrite, { maxLength: 6 }),
});
export const fuzzedLedger = fc
  .array(fc.array(fuzzedTransaction, { maxLength: 4 }), { maxLength: 8 })
  .map((blocks) => blocks.map((transactions, number) => block(number, ...transactions)));
