/** The SDK before `@hyperledger/fabric-gateway`: fabric-network 2.2 speaks to endorsers, orderers and Deliver itself, as an existing client may. */
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Gateway, Network, Wallets as AllWallets } from 'fabric-network';
import { startAnyNetwork } from '../fixtures/any-network.ts';
import type { AnyNetwork } from '../fixtures/any-network.ts';
import { runCli } from '../fixtures/network-process.ts';
import { administrator, readProfile } from './profile-client.ts';

// it makes its signatures in plain JavaScript
jest.setTimeout(90_000);

const legacy = createRequire(import.meta.url)('fabric-network') as {
  Gateway: typeof Gateway;
  Wallets: typeof AllWallets;
};
const root = mkdtempSync(join(tmpdir(), 'daunguon-legacy-'));
const data = join(root, 'data');
const exported = join(root, 'exported');
const gateway = new legacy.Gateway();
let network: AnyNetwork;
let channel: Network;

beforeAll(async () => {
  network = await startAnyNetwork(data);
  await runCli('export-profile', exported, '--data', data);
  const { certificate, key } = administrator(exported, 'AgriMSP');
  const wallet = await legacy.Wallets.newInMemoryWallet();
  const credentials = { certificate, privateKey: key };
  await wallet.put('admin', { type: 'X.509', mspId: 'AgriMSP', credentials } as Parameters<typeof wallet.put>[1]);
  await gateway.connect(readProfile(exported) as unknown as Record<string, unknown>, {
    wallet,
    identity: 'admin',
    // who has which chaincode stands in the profile: the service that would tell is not asked
    discovery: { enabled: false },
  });
  channel = await gateway.getNetwork('province');
});
afterAll(async () => {
  gateway.disconnect();
  await network?.end();
  rmSync(root, { recursive: true, force: true });
});

test('submit one batch, which every peer of the profile endorses, and evaluate it', async () => {
  const contract = channel.getContract('records');
  const batch = JSON.stringify({ lot: 'SR-2026-01', product: 'Sầu riêng Ri6' });
  const transaction = contract.createTransaction('put');
  expect((await transaction.submit('lot-1', batch)).toString()).toBe(batch);
  expect((await contract.evaluateTransaction('get', 'lot-1')).toString()).toBe(batch);

  const qscc = channel.getContract('qscc');
  const found = await qscc.evaluateTransaction('GetTransactionByID', 'province', transaction.getTransactionId());
  expect(found.includes('Sầu riêng Ri6')).toBe(true);
});

test('a refusal of the chaincode reaches the client in its words', async () => {
  const contract = channel.getContract('records');
  await expect(contract.submitTransaction('fail', 'lot is recalled')).rejects.toThrow('lot is recalled');
});
