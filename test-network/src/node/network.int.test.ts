/** The whole network through the unmodified `@hyperledger/fabric-gateway` client and `fabric-shim` server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { checkpointers, EndorseError } from '@hyperledger/fabric-gateway';
import type { Contract, Network as Channel } from '@hyperledger/fabric-gateway';
import { common, peer } from '@hyperledger/fabric-protos';
import { refusal, startTestNetwork, text } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';
import type { Network } from './network-types.ts';

let system: TestNetwork;
let channel: Channel;
let contract: Contract;

beforeAll(async () => {
  system = await startTestNetwork();
  channel = system.connect('AgriMSP');
  contract = channel.getContract('records');
}, 30_000);
afterAll(() => system.stop());

describe('transactions', () => {
  test('submit and evaluate on every organisation’s peer', async () => {
    expect(text(await contract.submitTransaction('put', 'lot', 'Sầu riêng'))).toBe('Sầu riêng');
    for (const mspId of system.network.peers.keys())
      expect(text(await system.connect(mspId).getContract('records').evaluateTransaction('get', 'lot'))).toBe(
        'Sầu riêng',
      );
  });

  test('an organisation without a peer submits through another’s', async () => {
    const other = system.connect('TechMSP', 'TradeMSP').getContract('records');
    await other.submitTransaction('put', 'trade', '1');
    expect(text(await contract.evaluateTransaction('get', 'trade'))).toBe('1');
  });

  test('three organisations endorse, in a block signed by three consenters', async () => {
    const transaction = await contract.newProposal('put', { arguments: ['endorsed', '1'] }).endorse();
    const commit = await transaction.submit();
    const status = await commit.getStatus();
    expect(status.code).toBe(peer.TxValidationCode.VALID);
    const block = common.Block.deserializeBinary(system.network.ledger.block(Number(status.blockNumber))!);
    const [signatures] = block.getMetadata()!.getMetadataList_asU8();
    expect(common.Metadata.deserializeBinary(signatures!).getSignaturesList()).toHaveLength(3);
    const envelope = common.Envelope.deserializeBinary(system.network.ledger.envelope(commit.getTransactionId())!);
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const action = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList()[0]!;
    const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction()!;
    expect(endorsed.getEndorsementsList()).toHaveLength(3);
  });
});

describe('events', () => {
  test('chaincode events from a block on, with payload', async () => {
    const start = BigInt(system.network.ledger.height());
    await contract.submitTransaction('event', 'BatchRegistered', 'payload');
    const events = await channel.getChaincodeEvents('records', { startBlock: start });
    for await (const event of events) {
      expect([event.eventName, text(event.payload), event.blockNumber]).toEqual(['BatchRegistered', 'payload', start]);
      break;
    }
    events.close();
  });

  test('block events go on at their checkpoint', async () => {
    const checkpoint = checkpointers.inMemory();
    const first = await channel.getBlockEvents({ startBlock: 0n, checkpoint });
    for await (const block of first) {
      expect(block.getHeader()!.getNumber()).toBe(0);
      await checkpoint.checkpointBlock(0n);
      break;
    }
    first.close();
    const second = await channel.getFilteredBlockEvents({ startBlock: 0n, checkpoint });
    for await (const block of second) {
      expect(block.getNumber()).toBe(1);
      expect(block.getFilteredTransactionsList()[0]!.getTxValidationCode()).toBe(peer.TxValidationCode.VALID);
      break;
    }
    second.close();
  });
});

describe('system chaincode', () => {
  test('qscc gives height, block and transaction', async () => {
    const qscc = channel.getContract('qscc');
    const info = common.BlockchainInfo.deserializeBinary(await qscc.evaluateTransaction('GetChainInfo', 'province'));
    expect(info.getHeight()).toBe(system.network.ledger.height());
    const block = await qscc.evaluateTransaction('GetBlockByNumber', 'province', '1');
    expect(Buffer.from(block).equals(system.network.ledger.block(1)!)).toBe(true);
    const error = await refusal(qscc.evaluateTransaction('GetTransactionByID', 'province', 'ab'));
    expect(error.details[0]?.message).toContain('no such transaction ID');
  });
});

describe('refusals', () => {
  test('an error of the chaincode reaches the client with peer and organisation', async () => {
    const error = await refusal(contract.submitTransaction('fail', 'no such batch'));
    expect(error).toBeInstanceOf(EndorseError);
    expect(error.code).toBe(grpc.status.ABORTED);
    expect(error.details).toEqual([
      {
        address: `localhost:${system.network.peers.get('AgriMSP')}`,
        mspId: 'AgriMSP',
        message: 'chaincode response 500, no such batch',
      },
    ]);
  });

  test('evaluate answers UNKNOWN with the chaincode’s words', async () => {
    const error = await refusal(contract.evaluateTransaction('fail', 'no such batch'));
    expect(error.code).toBe(grpc.status.UNKNOWN);
    expect(error.message).toContain('evaluate call to endorser returned error: chaincode response 500, no such batch');
  });

  test('an unknown chaincode', async () => {
    const error = await refusal(channel.getContract('nothing').submitTransaction('put', 'a', 'b'));
    expect(error.code).toBe(grpc.status.FAILED_PRECONDITION);
    expect(error.message).toContain('No metadata was found for chaincode nothing in channel province');
  });

  test('a certificate of another organisation', async () => {
    const error = await refusal(
      system.connect('AgriMSP', 'EduMSP', 'AgriMSP').getContract('records').submitTransaction('put', 'x', '1'),
    );
    expect(error.details[0]?.message).toBe(
      'error validating proposal: access denied: channel [province] creator org unknown, creator is malformed',
    );
  });

  test('two writers of one key: the second is MVCC_READ_CONFLICT and stays in its block', async () => {
    await contract.submitTransaction('put', 'counter', '0');
    const endorsed = await Promise.all(
      [1, 2].map(() => contract.newProposal('increment', { arguments: ['counter'] }).endorse()),
    );
    const statuses = await Promise.all(endorsed.map(async (it) => (await it.submit()).getStatus()));
    expect(statuses.map(({ code }) => code).sort()).toEqual([
      peer.TxValidationCode.VALID,
      peer.TxValidationCode.MVCC_READ_CONFLICT,
    ]);
    expect(text(await contract.evaluateTransaction('get', 'counter'))).toBe('1');
  });

  test('the same transaction twice', async () => {
    const proposal = contract.newProposal('put', { arguments: ['twice', '1'] });
    const transaction = await proposal.endorse();
    expect((await (await transaction.submit()).getStatus()).successful).toBe(true);
    const height = system.network.ledger.height();
    await transaction.submit();
    while (system.network.ledger.height() === height) await new Promise((done) => setTimeout(done, 5));
    const block = common.Block.deserializeBinary(system.network.ledger.block(height)!);
    expect([...block.getMetadata()!.getMetadataList_asU8()[2]!]).toEqual([peer.TxValidationCode.DUPLICATE_TXID]);
    const error = await refusal(proposal.endorse());
    expect(error.details[0]?.message).toContain(`duplicate transaction found [${proposal.getTransactionId()}]`);
  });

  test('endorsers that do not agree', async () => {
    const error = await refusal(contract.submitTransaction('nondeterministic', 'n'));
    expect(error.code).toBe(grpc.status.ABORTED);
    expect(error.message).toContain('failed to collect enough transaction endorsements');
    expect(error.details.map(({ message }) => message)).toContain('ProposalResponsePayloads do not match');
  });

  test('a chaincode that dies in the middle of a transaction, and comes back', async () => {
    const ended = new Promise((done) => system.chaincode.once('exit', done));
    const error = await refusal(contract.submitTransaction('crash'));
    expect(error.code).toBe(grpc.status.ABORTED);
    expect(error.details[0]?.message).toContain('chaincode stream terminated');
    await ended;
    await system.startChaincode();
    await contract.submitTransaction('put', 'after', 'crash');
    expect(text(await contract.evaluateTransaction('get', 'after'))).toBe('crash');
  });
});

describe('the ledger afterwards', () => {
  test('verifies from the first block to the last', () => {
    expect(system.network.ledger.verify()).toEqual({ blocks: system.network.ledger.height(), faults: [] });
  });

  test('the connection profile names every peer', () => {
    const profile = JSON.parse(readFileSync(join(system.dataDir, 'profile.json'), 'utf8')) as Network['profile'];
    expect(profile).toEqual(system.network.profile);
    expect(Object.keys(profile.peers)).toHaveLength(4);
  });

  test('a second start goes on where the first one was', async () => {
    const height = system.network.ledger.height();
    await system.restart();
    expect(system.network.ledger.height()).toBe(height);
    const again = await system.connect('EduMSP').getContract('records').submitTransaction('put', 'again', '1');
    expect(text(again)).toBe('1');
  });
});
