import { idSchema, recordStatuses, recordTypes } from '@daunguon/records';
import { z } from 'zod';
import type { Operation } from './operations.ts';

const text = z.string();
const count = z.int().min(0);
const paged = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), next: text.optional() });

const blockSchema = z.strictObject({
  ...{ number: count, hash: text, previousHash: text, dataHash: text },
  ...{ transactions: count, valid: count, time: text },
});
const written = z.strictObject({
  ...{ id: text, version: count, type: z.enum(recordTypes), status: z.enum(recordStatuses) },
});
export const transactionLineSchema = z.strictObject({
  ...{ block: count, index: count, txId: text, time: text, kind: text, code: count },
  ...{ msp: text, chaincode: text, call: text, event: text, endorsers: z.array(text) },
  ...{ recordCount: count, records: z.array(written), reads: count, writes: count },
});
/** `text` where the bytes are text, else `hex`; a long value is cut, and `sha256` is that of the whole. */
const value = {
  ...{ text: text.optional(), hex: text.optional(), size: count.optional() },
  ...{ isCut: z.literal(true).optional(), sha256: text.optional() },
};
const writeSchema = z.strictObject({
  ...{ key: text, isDelete: z.literal(true).optional(), ...value },
  ...{ record: text.optional(), version: count.optional(), isWithheld: z.literal(true).optional() },
});
const setSchema = z.strictObject({
  namespace: text,
  reads: z.array(z.tuple([text, text.nullable()])),
  ranges: z.array(z.tuple([text, text])),
  writes: z.array(writeSchema),
  policies: z.array(text),
  collections: z.array(z.strictObject({ name: text, reads: count, writes: count })),
});
export const transactionSchema = z.strictObject({
  transaction: transactionLineSchema,
  args: z.array(z.strictObject(value)),
  isWithheld: z.boolean(),
  sets: z.array(setSchema),
  /** Where the key that signed it was revoked after it: the transaction stands. */
  signerRevoked: z.strictObject({ block: count, time: text, at: text, isCompromised: z.boolean() }).nullable(),
});
const configSchema = z.strictObject({
  ...{ block: count, time: text, sequence: count, consensus: text },
  organisations: z.array(
    z.strictObject({
      mspId: text,
      in: z.array(z.enum(['application', 'orderer'])),
      roots: z.array(text),
      revocationLists: count,
    }),
  ),
  policies: z.array(z.strictObject({ name: text, rule: text })),
  consenters: z.array(z.strictObject({ id: count, mspId: text, address: text })),
  batch: z.strictObject({ messages: count, bytes: count, timeout: text }),
});
export const networkSchema = z.strictObject({
  config: configSchema.nullable(),
  names: z.record(text, text),
  organisationRecords: z.record(text, idSchema),
  counts: z.array(z.strictObject({ of: text, name: text, transactions: count, valid: count })),
  definitions: z.array(
    z.strictObject({ name: text, block: count, txId: text, fields: z.record(text, z.strictObject(value)) }),
  ),
});
const checkpointSchema = z.strictObject({
  ...{ size: count, origin: text, root: text, note: text, block: count, txId: text, time: text },
  cosigned: z.record(text, z.iso.datetime()),
});
const hitSchema = z.strictObject({
  kind: z.enum(['block', 'transaction', 'record', 'carbon-serial']),
  ...{ id: text, type: text.optional(), status: text.optional(), name: text.optional() },
  ...{ blockNumber: count.optional(), txId: text.optional() },
});

const get = (path: string, summary: string, answer: z.ZodType, query: readonly string[] = []): Operation => ({
  ...{ method: 'get', path: `/api/explorer/${path}`, summary, signedIn: true },
  ...(query.length === 0 ? {} : { query }),
  answers: { 200: [answer, 'Found'] },
});

/** The ledger itself: blocks, transactions, channel, checkpoints, search. */
export const explorerOperations: readonly Operation[] = [
  get('blocks', 'Các khối, mới trước / Blocks, newest first', paged(blockSchema), ['limit', 'after']),
  get(
    'blocks/:number',
    'Một khối và giao dịch của nó / One block with its transactions',
    z.strictObject({ block: blockSchema, transactions: z.array(transactionLineSchema) }),
  ),
  get('transactions', 'Các giao dịch, mới trước / Transactions, newest first', paged(transactionLineSchema), [
    ...['limit', 'after', 'chaincode', 'call', 'msp', 'code'],
  ]),
  get('transactions/:txId', 'Một giao dịch, bằng lời và thô / One transaction, in words and raw', transactionSchema),
  get('network', 'Tổ chức, chaincode, cấu hình kênh / Organisations, chaincodes, channel', networkSchema),
  get('checkpoints', 'Điểm kiểm tra trên sổ / Checkpoints on the ledger', paged(checkpointSchema), ['limit', 'after']),
  get('search', 'Tìm trên sổ / Search the ledger', z.strictObject({ items: z.array(hitSchema) }), ['text']),
];
