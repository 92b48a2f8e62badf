/** What single clients meet: a clock that is wrong, a certificate that has expired, many who want one key. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GatewayError, type Contract } from '@hyperledger/fabric-gateway';
import { createLedger } from '../../../gateway-api/src/ledger/ledger.ts';
import { openPeers, operatorIdentity } from '../../../gateway-api/src/ledger/peers.ts';
import { issueNode } from '../../src/crypto/certificates.ts';
import { startClientNetwork, type ClientNetwork } from '../fixtures/client-network.ts';
import { heightOf, verifyChain } from '../fixtures/verify-chain.ts';

let network: ClientNetwork;
let contract: Contract;
beforeAll(async () => {
  network = await startClientNetwork('basic');
  contract = network.connect('AgriMSP').getContract('records');
}, 60_000);
afterAll(() => network?.stop(), 30_000);

const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GatewayError)) throw new Error(`expected a GatewayError, got ${String(error)}`);
  return error.details.map(({ message }) => message).join(' ') || error.message;
};
const read = async (key: string): Promise<string> =>
  Buffer.from(await contract.evaluateTransaction('get', key)).toString();

const skewed = async (minutes: number, key: string): Promise<string> => {
  const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'skewed-client.ts')];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, network.dataDir, String(minutes), key]);
  return stdout.trim();
};

test('a client whose clock is 20 minutes off is refused, and nothing of it is written; ten are borne', async () => {
  const height = await heightOf(network.dataDir);
  for (const minutes of [20, -20])
    expect(await skewed(minutes, 'skewed')).toContain('request unauthorized due to incorrect timestamp');
  expect([await heightOf(network.dataDir), await read('skewed')]).toEqual([height, '']);
  expect(await skewed(-10, 'a little late')).toBe('written');
});

test('an expired certificate is refused, and nothing of it is written', async () => {
  const { caCertPem, caKey } = network.material.organisations.get('AgriMSP')!;
  const expired = await issueNode({ certPem: caCertPem, key: caKey }, 'p-late', 'client', -1 / 24 / 60);
  const late = network.connectAs('AgriMSP', 'AgriMSP', expired).getContract('records');
  expect(await refused(late.submitTransaction('put', 'late', '1'))).toContain('identity expired');
  expect(await read('late')).toBe('');
});

/** Validation codes of all transactions from this block on. */
const codesFrom = async (first: number): Promise<number[]> => {
  const last = (await heightOf(network.dataDir)) - 1;
  const blocks = await network.connect('AgriMSP').getFilteredBlockEvents({ startBlock: BigInt(first) });
  const codes: number[] = [];
  for await (const block of blocks) {
    codes.push(...block.getFilteredTransactionsList().map((transaction) => transaction.getTxValidationCode()));
    if (block.getNumber() === last) break;
  }
  blocks.close();
  return codes;
};

test('a storm on one key: whoever is told of a conflict tries again, and each is counted once', async () => {
  const [clients, times] = [5, 4];
  const first = await heightOf(network.dataDir);
  const peers = openPeers(network.dataDir, 'AgriMSP');
  const ledger = createLedger(peers, 'province', 'records');
  const identity = { ...operatorIdentity(network.dataDir, 'AgriMSP'), unit: '', role: 'admin' };
  const command = { key: 'storm' };
  const increment = async (): Promise<void> => {
    for (;;) {
      const told = await ledger.submit(identity, ':increment', command).catch((error: unknown) => error);
      if (!(told instanceof Error)) return;
      expect(told).toMatchObject({ code: 'ledger/conflict' });
    }
  };
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let time = 0; time < times; time += 1) await increment();
    }),
  );
  peers.close();
  const key = JSON.stringify(command);
  const history = JSON.parse(Buffer.from(await contract.evaluateTransaction('history', key)).toString()) as string[];
  expect(history.map(Number)).toEqual(Array.from({ length: clients * times }, (_, index) => clients * times - index));
  // MVCC_READ_CONFLICT
  expect((await codesFrom(first)).filter((code) => code === 11).length).toBeGreaterThan(0);
});

test('the chain verifies afterwards', async () => {
  expect(await verifyChain(network.dataDir)).toMatch(/^\d+ blocks, 0 faults$/m);
});
