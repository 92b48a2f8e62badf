/** What a client sees of a network that is killed, and that what it holds in its hands survives. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { CommitStatusError, GatewayError } from '@hyperledger/fabric-gateway';
import type { Contract } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { loadTopology } from '../../src/topology/topology.ts';
import { startAnyNetwork } from '../fixtures/any-network.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import type { AnyNetwork } from '../fixtures/any-network.ts';
import { connectByProfile } from './profile-client.ts';
import type { ProfileClient } from './profile-client.ts';

const root = mkdtempSync(join(tmpdir(), 'daunguon-down-'));
const data = join(root, 'data');
const topology = join(root, 'topology.json');
const members = ['AgriMSP', 'EduMSP', 'HealthMSP'];
let network: AnyNetwork;
let client: ProfileClient;
let contract: Contract;

beforeAll(async () => {
  const base = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const collection = {
    name: 'growers',
    memberMspIds: members,
    requiredPeerCount: 0,
    blockToLive: 0,
    memberOnlyRead: true,
    memberOnlyWrite: true,
  };
  const chaincodes = base.chaincodes.map((it) => ({ ...it, collections: [collection] }));
  writeFileSync(topology, JSON.stringify({ ...base, chaincodes }));
  network = await startAnyNetwork(data, topology);
  client = connectByProfile(data, 'AgriMSP');
  contract = client.gateway.getNetwork('province').getContract('records');
});
afterAll(async () => {
  client?.close();
  await network?.end();
  rmSync(root, { recursive: true, force: true });
});

const secretOf = async (key: string): Promise<string> =>
  Buffer.from(await contract.evaluateTransaction('getPrivate', 'growers', key)).toString();
const proposal = (key: string) =>
  contract.newProposal('putPrivate', {
    arguments: ['growers', key],
    transientData: { value: `secret of ${key}` },
    endorsingOrganizations: members,
  });

test.each(['one', 'two', 'three'])(
  'kill -9 between endorsement and submission: private data %s is committed',
  async (key) => {
    const transaction = await proposal(key).endorse();
    await network.stop('SIGKILL');
    await network.start();
    await client.connected();
    const status = await (await transaction.submit()).getStatus();
    expect(status.code).toBe(peer.TxValidationCode.VALID);
    expect(await secretOf(key)).toBe(`secret of ${key}`);
  },
);

test('a network that is down is UNAVAILABLE to every call, and the same client goes on when it is back', async () => {
  const transaction = await contract.newProposal('put', { arguments: ['held', '1'] }).endorse();
  await network.stop('SIGKILL');
  const deadline = { deadline: Date.now() + 3000 };
  for (const call of [
    contract.newProposal('get', { arguments: ['held'] }).evaluate(deadline),
    contract.newProposal('put', { arguments: ['held', '2'] }).endorse(deadline),
    transaction.submit(deadline),
  ]) {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(GatewayError);
    expect((error as GatewayError).code).toBe(grpc.status.UNAVAILABLE);
  }
  await network.start();
  await client.connected();
  expect((await (await transaction.submit()).getStatus()).successful).toBe(true);
});

test('killed while its commit is awaited: the outcome is unknown, and told to who asks again', async () => {
  const transaction = await contract.newProposal('put', { arguments: ['asked', '1'] }).endorse();
  const commit = await transaction.submit();
  const waiting = commit.getStatus().catch((error: unknown) => error);
  await network.stop('SIGKILL');
  const first = await waiting;
  if (first instanceof Error) {
    expect(first).toBeInstanceOf(CommitStatusError);
    expect([grpc.status.UNAVAILABLE, grpc.status.CANCELLED]).toContain((first as CommitStatusError).code);
  }
  await network.start();
  await client.connected();
  // it was either committed or lost with the queue; sent again, it is in the ledger exactly once
  await transaction.submit();
  const status = await commit.getStatus();
  expect(status.code).toBe(peer.TxValidationCode.VALID);
  const history = await contract.evaluateTransaction('history', 'asked');
  expect(JSON.parse(Buffer.from(history).toString())).toEqual(['1']);
});

test('the chain verifies after all the kills', async () => {
  await network.stop('SIGKILL');
  if (onFabric) await network.start();
  expect(await network.verify()).toMatch(/^\d+ blocks, 0 faults$/m);
});
