/** When blocks are cut: count, bytes, timeout (Fabric: orderer/common/blockcutter), seen through the gateway. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Contract, SubmittedTransaction, Transaction } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { refusal, startTestNetwork } from '../node/network-fixture.ts';
import type { TestNetwork } from '../node/network-fixture.ts';

const TIMEOUT_MS = 1000;
const batch = { maxMessageCount: 3, preferredMaxBytes: 20_000, absoluteMaxBytes: 60_000, timeoutMs: TIMEOUT_MS };

let system: TestNetwork;
let contract: Contract;
beforeAll(async () => {
  system = await startTestNetwork({ batch });
  contract = system.connect('AgriMSP').getContract('records');
  await contract.submitTransaction('put', 'first', '1');
}, 30_000);
afterAll(() => system.stop());

const endorsed = (key: string, size = 1): Promise<Transaction> =>
  contract.newProposal('put', { arguments: [key, 'x'.repeat(size)] }).endorse();
/** Keeps the orderer waiting for more: while something is being endorsed, a block is not cut early. */
const busy = (ms: number): Promise<unknown> => contract.newProposal('sleep', { arguments: [String(ms)] }).endorse();
const submitted = async (transactions: Transaction[]): Promise<SubmittedTransaction[]> => {
  const commits: SubmittedTransaction[] = [];
  for (const transaction of transactions) commits.push(await transaction.submit());
  return commits;
};
const blocksOf = async (commits: readonly SubmittedTransaction[]): Promise<number[]> =>
  Promise.all(commits.map(async (commit) => Number((await commit.getStatus()).blockNumber)));
const sizeOf = (number: number): number =>
  common.Block.deserializeBinary(system.network.ledger.block(number)!).getData()!.getDataList().length;

test('alone, a transaction is cut at once', async () => {
  const [transaction] = [await endorsed('alone')];
  const start = Date.now();
  await blocksOf(await submitted([transaction!]));
  expect(Date.now() - start).toBeLessThan(TIMEOUT_MS);
});

test('while more is on its way it waits for the timeout, not longer', async () => {
  const transaction = await endorsed('waiting');
  const other = busy(2.5 * TIMEOUT_MS);
  await new Promise((done) => setTimeout(done, 50));
  const start = Date.now();
  const [number] = await blocksOf(await submitted([transaction]));
  const waited = Date.now() - start;
  expect(waited).toBeGreaterThanOrEqual(TIMEOUT_MS - 50);
  expect(waited).toBeLessThan(2.3 * TIMEOUT_MS);
  expect(sizeOf(number!)).toBe(1);
  await other;
});

test('as many as fit are cut without waiting, the next block begins anew', async () => {
  const transactions = await Promise.all(['a', 'b', 'c', 'd'].map((key) => endorsed(key)));
  const other = busy(TIMEOUT_MS);
  await new Promise((done) => setTimeout(done, 50));
  const [first = 0, ...rest] = await blocksOf(await submitted(transactions));
  expect(rest).toEqual([first, first, first + 1]);
  expect([sizeOf(first), sizeOf(first + 1)]).toEqual([3, 1]);
  await other;
});

test('one larger than preferred stands alone, after what came before it', async () => {
  const transactions = [await endorsed('small'), await endorsed('large', 12_000), await endorsed('last')];
  const other = busy(TIMEOUT_MS);
  await new Promise((done) => setTimeout(done, 50));
  const [first = 0, ...rest] = await blocksOf(await submitted(transactions));
  expect(rest).toEqual([first + 1, first + 2]);
  await other;
});

test('one larger than allowed is refused', async () => {
  const error = await refusal((await endorsed('huge', 70_000)).submit());
  expect(error.details[0]?.message).toMatch(/status=BAD_REQUEST.*bytes and exceeds maximum allowed 60000 bytes/);
});
