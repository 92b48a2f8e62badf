/** What single clients meet: a clock that is wrong, a certificate that has expired, many who want one key. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GatewayError, type Contract } from '@hyperledger/fabric-gateway';
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

test('a storm on one key: whoever is told of a conflict tries again, and each is counted once', async () => {
  const [clients, times] = [8, 5];
  let conflicts = 0;
  const increment = async (): Promise<void> => {
    for (;;) {
      const commit = await contract.submitAsync('increment', { arguments: ['storm'] });
      const { successful, code } = await commit.getStatus();
      if (successful) return;
      // MVCC_READ_CONFLICT
      expect(code).toBe(11);
      conflicts += 1;
    }
  };
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let time = 0; time < times; time += 1) await increment();
    }),
  );
  expect(await read('storm')).toBe(String(clients * times));
  expect(conflicts).toBeGreaterThan(0);
  const history = JSON.parse(
    Buffer.from(await contract.evaluateTransaction('history', 'storm')).toString(),
  ) as string[];
  expect(history.map(Number)).toEqual(Array.from({ length: clients * times }, (_, index) => clients * times - index));
});

test('the chain verifies afterwards', async () => {
  expect(await verifyChain(network.dataDir)).toMatch(/^\d+ blocks, 0 faults$/m);
});
