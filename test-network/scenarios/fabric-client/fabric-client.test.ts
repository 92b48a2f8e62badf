/**
 * The flows of Fabric's own client samples against the network's command line, with nothing but `@hyperledger/fabric-gateway` and
 * the exported connection profile.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkpointers, GatewayError } from '@hyperledger/fabric-gateway';
import type { Contract, Network } from '@hyperledger/fabric-gateway';
import { startAnyNetwork } from '../fixtures/any-network.ts';
import type { AnyNetwork } from '../fixtures/any-network.ts';
import { runCli } from '../fixtures/network-process.ts';
import { connectByProfile } from './profile-client.ts';
import type { ProfileClient } from './profile-client.ts';

const root = mkdtempSync(join(tmpdir(), 'daunguon-client-'));
const data = join(root, 'data');
const exported = join(root, 'exported');
let network: AnyNetwork;
let client: ProfileClient;
let channel: Network;
let contract: Contract;

beforeAll(async () => {
  network = await startAnyNetwork(data);
  await runCli('export-profile', exported, '--data', data);
  client = connectByProfile(exported, 'AgriMSP');
  channel = client.gateway.getNetwork('province');
  contract = channel.getContract('records');
});
afterAll(async () => {
  client?.close();
  await network?.end();
  rmSync(root, { recursive: true, force: true });
});

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('asset-transfer-basic', () => {
  test('submit, then evaluate on each organisation’s peer', async () => {
    expect(text(await contract.submitTransaction('put', 'asset1', 'Sầu riêng'))).toBe('Sầu riêng');
    for (const mspId of ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP']) {
      const other = connectByProfile(exported, mspId);
      const found = await other.gateway
        .getNetwork('province')
        .getContract('records')
        .evaluateTransaction('get', 'asset1');
      expect(text(found)).toBe('Sầu riêng');
      other.close();
    }
  });

  test('submit asynchronously, and ask for the commit later', async () => {
    const commit = await contract.submitAsync('put', { arguments: ['asset2', 'later'] });
    expect(text(commit.getResult())).toBe('later');
    const { successful, transactionId, blockNumber } = await commit.getStatus();
    expect([successful, transactionId]).toEqual([true, commit.getTransactionId()]);
    expect(blockNumber).toBeGreaterThan(0n);
  });

  test('an error of the chaincode, with the peer that said it', async () => {
    const error = await contract.submitTransaction('fail', 'asset70 does not exist').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GatewayError);
    const [detail] = (error as GatewayError).details;
    expect([detail?.mspId, detail?.message]).toEqual(['AgriMSP', 'chaincode response 500, asset70 does not exist']);
  });
});

describe('off_chain_data: block events with a checkpoint in a file', () => {
  const file = join(root, 'checkpoint.json');
  /** Numbers of the next `count` blocks, each noted in the checkpoint, by a client that starts anew. */
  const read = async (count: number): Promise<bigint[]> => {
    const checkpointer = await checkpointers.file(file);
    const reader = connectByProfile(exported, 'EduMSP');
    const blocks = await reader.gateway
      .getNetwork('province')
      .getBlockEvents({ checkpoint: checkpointer, startBlock: 0n });
    const numbers: bigint[] = [];
    try {
      for await (const block of blocks) {
        const number = BigInt(block.getHeader()!.getNumber());
        numbers.push(number);
        await checkpointer.checkpointBlock(number);
        if (numbers.length === count) return numbers;
      }
    } finally {
      blocks.close();
      reader.close();
    }
    return numbers;
  };

  test('a listener that stops, and a network that restarts, go on at the next block', async () => {
    expect(await read(2)).toEqual([0n, 1n]);
    await network.stop();
    await network.start();
    const commit = await contract.submitAsync('put', { arguments: ['asset3', 'after the restart'] });
    const { blockNumber } = await commit.getStatus();
    const rest = await read(Number(blockNumber) - 1);
    expect(rest[0]).toBe(2n);
    expect(rest.at(-1)).toBe(blockNumber);
    expect(text(await contract.evaluateTransaction('get', 'asset1'))).toBe('Sầu riêng');
  });
});

describe('asset-transfer-events: chaincode events', () => {
  test('as they happen, and replayed from a block', async () => {
    const events = await channel.getChaincodeEvents('records');
    const commit = await contract.submitAsync('event', { arguments: ['AssetCreated', '{"id":"asset4"}'] });
    const { blockNumber } = await commit.getStatus();
    const heard = async (from: typeof events): Promise<unknown[]> => {
      try {
        for await (const event of from)
          return [event.chaincodeName, event.eventName, text(event.payload), event.transactionId, event.blockNumber];
      } finally {
        from.close();
      }
      return [];
    };
    const expected = ['records', 'AssetCreated', '{"id":"asset4"}', commit.getTransactionId(), blockNumber];
    expect(await heard(events)).toEqual(expected);
    expect(await heard(await channel.getChaincodeEvents('records', { startBlock: blockNumber }))).toEqual(expected);
  });

  test('a checkpoint inside a block goes on after the event it names', async () => {
    const checkpointer = await checkpointers.file(join(root, 'events.json'));
    const start = (await (await contract.submitAsync('event', { arguments: ['first', '1'] })).getStatus()).blockNumber;
    await contract.submitTransaction('event', 'second', '2');
    const next = async (): Promise<string> => {
      const events = await channel.getChaincodeEvents('records', { startBlock: start, checkpoint: checkpointer });
      try {
        for await (const event of events) {
          await checkpointer.checkpointChaincodeEvent(event);
          return event.eventName;
        }
      } finally {
        events.close();
      }
      return '';
    };
    expect([await next(), await next()]).toEqual(['first', 'second']);
  });
});

describe('offline signing', () => {
  test('evaluate, endorse, submit, commit status and events are signed outside the gateway object', async () => {
    const { gateway, sign, close } = connectByProfile(exported, 'AgriMSP', { offline: true });
    const offlineChannel = gateway.getNetwork('province');
    const offline = offlineChannel.getContract('records');
    const unsigned = offline.newProposal('put', { arguments: ['off', 'line'] });
    const proposal = gateway.newSignedProposal(unsigned.getBytes(), await sign(unsigned.getDigest()));
    const endorsed = await proposal.endorse();
    const transaction = gateway.newSignedTransaction(endorsed.getBytes(), await sign(endorsed.getDigest()));
    const submitted = await transaction.submit();
    const commit = gateway.newSignedCommit(submitted.getBytes(), await sign(submitted.getDigest()));
    const { successful, blockNumber } = await commit.getStatus();
    expect(successful).toBe(true);

    const query = offline.newProposal('get', { arguments: ['off'] });
    const signedQuery = gateway.newSignedProposal(query.getBytes(), await sign(query.getDigest()));
    expect(text(await signedQuery.evaluate())).toBe('line');

    const request = offlineChannel.newBlockEventsRequest({ startBlock: blockNumber });
    const blocks = await gateway
      .newSignedBlockEventsRequest(request.getBytes(), await sign(request.getDigest()))
      .getEvents();
    for await (const block of blocks) {
      expect(BigInt(block.getHeader()!.getNumber())).toBe(blockNumber);
      break;
    }
    blocks.close();
    close();
  });
});
