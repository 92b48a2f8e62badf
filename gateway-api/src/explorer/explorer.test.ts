/** The explorer over blocks that Hyperledger Fabric's own code has judged (test-network/scenarios/golden-blocks), of another chaincode than ours. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { common } from '@hyperledger/fabric-protos';
import express from 'express';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sendProblem } from '../http/http-problem.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { decodeBlock } from '../ledger/decode-block.ts';
import { networkSchema, transactionLineSchema, transactionSchema } from '../openapi/explorer-operations.ts';
import { collections } from '../project-block.ts';
import { explorerRoutes } from './explorer-routes.ts';
import { ledgerOps } from './ledger-ops.ts';

const file = join(import.meta.dirname, '../../../test-network/scenarios/golden-blocks/golden-blocks.json.gz');
const golden = (JSON.parse(gunzipSync(readFileSync(file)).toString()) as string[]).map((text) =>
  decodeBlock(common.Block.deserializeBinary(Buffer.from(text, 'base64'))),
);
const indexed = golden.map((block) => ({
  ref: { number: block.number, hash: block.hash },
  ops: ledgerOps(block, 'nobody'),
}));
const store = openSqliteStore(':memory:', collections);
let server: Server;
let base: string;

beforeAll(async () => {
  await store.applyBlocks(indexed);
  const app = express().use(
    explorerRoutes({ store, authenticate: async () => ({}) as never, log: { policy: () => undefined } }),
    sendProblem,
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/explorer`;
});
afterAll(async () => {
  server.close();
  await store.close();
});

interface Body {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next?: string;
  readonly code?: string;
}
const ask = async (path: string): Promise<{ status: number; body: Body }> => {
  const answer = await fetch(`${base}/${path}`);
  return { status: answer.status, body: (await answer.json()) as Body };
};
const read = (path: string) => ask(path).then(({ body }) => body);
/** The transaction of a block whose first argument is this. */
const idIn = (block: number, index = 0): string => golden[block]?.transactions[index]?.txId ?? '';

test('every block names the one before it by its hash', async () => {
  const { items } = await read('blocks?limit=200');
  expect(items).toHaveLength(35);
  const oldestFirst = [...items].reverse();
  expect(oldestFirst.slice(1).map(({ previousHash }) => previousHash)).toEqual(
    oldestFirst.slice(0, -1).map(({ hash }) => hash),
  );
});

test('pages go on where they ended, newest first', async () => {
  const first = await read('blocks?limit=20');
  const second = await read(`blocks?limit=20&after=${String(first.next)}`);
  expect([first.items[0]?.number, first.items.at(-1)?.number]).toEqual([34, 15]);
  expect([second.items[0]?.number, second.items.at(-1)?.number, second.next]).toEqual([14, 0, undefined]);
});

test('what was refused is shown with Fabric’s code, and what it would have written', async () => {
  const { items } = await read('transactions?code=11');
  expect(
    items.map((line) => transactionLineSchema.parse(line)).map(({ block, index, call }) => [block, index, call]),
  ).toEqual([
    [12, 2, 'increment'],
    [12, 1, 'increment'],
  ]);
  const found = transactionSchema.parse(await read(`transactions/${idIn(12, 1)}`));
  const own = found.sets.find(({ namespace }) => namespace === 'records');
  expect([found.transaction.code, own?.reads, own?.writes]).toEqual([
    11,
    [['counter', '11:0']],
    [{ key: 'counter', text: '1', size: 1 }],
  ]);
});

test('an id that was sent twice leads to the valid transaction', async () => {
  expect(idIn(13)).toBe(idIn(14));
  const { transaction } = transactionSchema.parse(await read(`transactions/${idIn(14)}`));
  expect([transaction.block, transaction.code]).toEqual([13, 0]);
});

test.each([
  ['text as text', 1, 'records', { writes: [{ key: 'lot', text: 'Sầu riêng', size: 12 }] }],
  ['a deletion', 15, 'records', { writes: [{ key: 'lot', isDelete: true }] }],
  ['a key that the program composed', 16, 'records', { writes: [{ key: '\u0000farm~lot\u0000f1\u0000a\u0000' }] }],
  ['what another chaincode wrote', 19, 'other', { writes: [{ key: 'theirs', text: 'x' }] }],
  ['whose policy was set', 22, 'records', { policies: ['guarded'], writes: [] }],
  [
    'that private data was written, not which',
    25,
    'records',
    { collections: [{ name: 'growers', reads: 0, writes: 1 }] },
  ],
  ['a range that was read', 4, 'records', { ranges: [['k3-', 'k3-~']] }],
])('read-write sets of any chaincode say %s', async (_, block, namespace, expected) => {
  const { sets } = transactionSchema.parse(await read(`transactions/${idIn(block)}`));
  expect(sets.find((set) => set.namespace === namespace)).toMatchObject(expected);
});

test('a long value is cut, with its length and the digest of the whole', async () => {
  const [, put] = ledgerOps(
    {
      ...{ number: 1, hash: '', previousHash: '', dataHash: '' },
      transactions: [{ ...golden[1]!.transactions[0]!, args: [Buffer.from('f'), Buffer.from('a'.repeat(5000))] }],
    },
    'nobody',
  ).filter(({ collection }) => collection === 'readWriteSets' || collection === 'transactions');
  expect(put).toMatchObject({
    doc: {
      args: [
        {
          ...{ text: 'a'.repeat(4000), size: 5000, isCut: true },
          sha256: 'c526c6222044dab5674de9c4ac7f4566ebb5e4d8bf9d8ea34c9cc8a7cc3c869c',
        },
      ],
    },
  });
});

test('the channel is as its newest configuration says, and organisations are those that used it', async () => {
  const { config, counts } = networkSchema.parse(await read('network'));
  expect([config?.block, config?.sequence, config?.consensus]).toEqual([33, 1, 'BFT']);
  expect(
    config?.organisations.map(({ mspId, in: parts, revocationLists }) => [mspId, parts.length, revocationLists]),
  ).toEqual([
    ['AgriMSP', 2, 0],
    ['CultureMSP', 1, 0],
    ['EduMSP', 2, 1],
    ['HealthMSP', 2, 0],
    ['TechMSP', 2, 0],
    ['TradeMSP', 1, 0],
  ]);
  expect(config?.policies).toContainEqual({
    name: 'Endorsement',
    rule: 'OutOf(3, AgriMSP.peer, EduMSP.peer, HealthMSP.peer, TechMSP.peer)',
  });
  expect(config?.consenters).toHaveLength(4);
  const count = (of: string, name: string) => counts.find((one) => one.of === of && one.name === name);
  expect(count('msp', 'EduMSP')).toMatchObject({ transactions: 1, valid: 1 });
  expect(count('code', '12')).toMatchObject({ transactions: 2, valid: 0 });
  expect(count('all', '')).toMatchObject({ transactions: 40, valid: 33 });
});

test.each([
  ['7', 'block', '7'],
  [idIn(1), 'transaction', idIn(1)],
  [golden[9]!.hash.toUpperCase(), 'block', '9'],
])('a search for %s leads there', async (text, kind, id) => {
  expect((await read(`search?text=${text}`)).items[0]).toMatchObject({ kind, id });
});

test.each([
  ['blocks/99', 404, 'explorer/no-such-block'],
  ['blocks/x', 404, 'explorer/no-such-block'],
  ['transactions/unknown', 404, 'explorer/no-such-transaction'],
  ['transactions?code=many', 422, 'http/invalid-query'],
  ['blocks?limit=1000', 422, 'http/invalid-query'],
  ['blocks?after=nonsense', 422, 'http/invalid-query'],
  ['search?text=', 422, 'http/invalid-query'],
])('%s is refused and says why', async (path, status, code) => {
  const answer = await ask(path);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('an index made anew from the same blocks is the same, however they are grouped', async () => {
  const other = openSqliteStore(':memory:', collections);
  for (const block of indexed) await other.applyBlocks([block]);
  const lines = async (of: typeof store): Promise<string[]> => {
    const all: string[] = [];
    for await (const line of of.dump()) all.push(line);
    return all;
  };
  const whole = await lines(store);
  expect(await lines(other)).toEqual(whole);
  expect(whole.length).toBeGreaterThan(100);
  await other.close();
});
