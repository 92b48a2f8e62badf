/** The whole network through the unmodified `@hyperledger/fabric-gateway` client and `fabric-shim` server. */
import type { ChildProcess } from 'node:child_process';
import { createHash, createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { checkpointers, connect, EndorseError, GatewayError, hash, signers } from '@hyperledger/fabric-gateway';
import type { Contract, Gateway, Network as Channel } from '@hyperledger/fabric-gateway';
import { common, peer } from '@hyperledger/fabric-protos';
import { freePort, startBasicChaincode } from '../../scenarios/fixtures/basic-chaincode/start-basic-chaincode.ts';
import { loadTopology } from '../topology/topology.ts';
import { startNetwork } from './network.ts';
import type { Network } from './network-types.ts';
import { messageLimits } from './rpc.ts';

const root = join(import.meta.dirname, '../../..');
const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-network-'));
const base = loadTopology(join(root, 'network/topology.json'));
const members = {
  name: 'growers',
  memberMspIds: ['AgriMSP', 'EduMSP', 'HealthMSP'],
  requiredPeerCount: 0,
  blockToLive: 0,
  memberOnlyRead: true,
  memberOnlyWrite: true,
};
const topology = { ...base, chaincodes: base.chaincodes.map((it) => ({ ...it, collections: [members] })) };

let network: Network;
let chaincode: ChildProcess;
let address: string;
const open: { gateway: Gateway; client: grpc.Client }[] = [];

/** A client of `peerOf`'s gateway who signs as the administrator of `signAs` and says to be of `claims`. */
const connectTo = (peerOf: string, signAs = peerOf, claims = signAs): Channel => {
  const organisation = network.material.organisations.get(signAs)!;
  const tls = Buffer.from(network.material.organisations.get(peerOf)!.tlsCaCertPem);
  const client = new grpc.Client(
    `localhost:${network.peers.get(peerOf)}`,
    grpc.credentials.createSsl(tls),
    messageLimits,
  );
  const gateway = connect({
    client,
    identity: { mspId: claims, credentials: Buffer.from(organisation.adminCertPem) },
    signer: signers.newPrivateKeySigner(createPrivateKey(organisation.adminKeyPem)),
    hash: hash.sha256,
  });
  open.push({ gateway, client });
  return gateway.getNetwork('province');
};
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

let channel: Channel;
let contract: Contract;

beforeAll(async () => {
  address = `127.0.0.1:${await freePort()}`;
  chaincode = await startBasicChaincode(address);
  network = await startNetwork({ dataDir, topology, ports: 'random', chaincodeAddress: address });
  channel = connectTo('AgriMSP');
  contract = channel.getContract('records');
}, 30_000);

afterAll(async () => {
  for (const { gateway, client } of open) {
    gateway.close();
    client.close();
  }
  await network.close();
  chaincode.kill();
  rmSync(dataDir, { recursive: true });
});

const rejected = async (work: Promise<unknown>): Promise<GatewayError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GatewayError);
  return error as GatewayError;
};

describe('transactions', () => {
  test('submit and evaluate on every organisation’s peer', async () => {
    expect(text(await contract.submitTransaction('put', 'lot', 'Sầu riêng'))).toBe('Sầu riêng');
    for (const mspId of network.peers.keys())
      expect(text(await connectTo(mspId).getContract('records').evaluateTransaction('get', 'lot'))).toBe('Sầu riêng');
  });

  test('an organisation without a peer submits through another’s', async () => {
    const other = connectTo('TechMSP', 'TradeMSP').getContract('records');
    await other.submitTransaction('put', 'trade', '1');
    expect(text(await contract.evaluateTransaction('get', 'trade'))).toBe('1');
  });

  test('three organisations endorse, in a block signed by three consenters', async () => {
    const transaction = await contract.newProposal('put', { arguments: ['endorsed', '1'] }).endorse();
    const commit = await transaction.submit();
    const status = await commit.getStatus();
    expect(status.code).toBe(peer.TxValidationCode.VALID);
    const block = common.Block.deserializeBinary(network.ledger.block(Number(status.blockNumber))!);
    const [signatures] = block.getMetadata()!.getMetadataList_asU8();
    expect(common.Metadata.deserializeBinary(signatures!).getSignaturesList()).toHaveLength(3);
    const envelope = common.Envelope.deserializeBinary(network.ledger.envelope(commit.getTransactionId())!);
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const action = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList()[0]!;
    const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction()!;
    expect(endorsed.getEndorsementsList()).toHaveLength(3);
  });

  test('offline signing: proposal, transaction and commit status are signed elsewhere', async () => {
    const organisation = network.material.organisations.get('AgriMSP')!;
    const sign = signers.newPrivateKeySigner(createPrivateKey(organisation.adminKeyPem));
    const tls = Buffer.from(organisation.tlsCaCertPem);
    const client = new grpc.Client(`localhost:${network.peers.get('AgriMSP')}`, grpc.credentials.createSsl(tls));
    const gateway = connect({
      client,
      identity: { mspId: 'AgriMSP', credentials: Buffer.from(organisation.adminCertPem) },
    });
    open.push({ gateway, client });
    const unsigned = gateway
      .getNetwork('province')
      .getContract('records')
      .newProposal('put', { arguments: ['off', '1'] });
    const proposal = gateway.newSignedProposal(unsigned.getBytes(), await sign(unsigned.getDigest()));
    const endorsed = await proposal.endorse();
    const transaction = gateway.newSignedTransaction(endorsed.getBytes(), await sign(endorsed.getDigest()));
    const submitted = await transaction.submit();
    const commit = gateway.newSignedCommit(submitted.getBytes(), await sign(submitted.getDigest()));
    expect((await commit.getStatus()).successful).toBe(true);
  });

  test('ranges, pages and history', async () => {
    await contract.submitTransaction('putMany', 'row', '130');
    expect(JSON.parse(text(await contract.evaluateTransaction('range', 'row', 'rox')))).toHaveLength(130);
    const page = JSON.parse(text(await contract.evaluateTransaction('page', 'row', 'rox', '7', ''))) as {
      keys: string[];
      bookmark: string;
    };
    expect(page.keys).toHaveLength(7);
    expect(page.bookmark).toBe('row0007');
    for (const value of ['1', '2']) await contract.submitTransaction('put', 'changing', value);
    await contract.submitTransaction('delete', 'changing');
    expect(JSON.parse(text(await contract.evaluateTransaction('history', 'changing')))).toEqual([
      '(deleted)',
      '2',
      '1',
    ]);
  });

  test('private data stays with the members of its collection', async () => {
    const transientData = { value: 'secret' };
    await contract.submit('putPrivate', {
      arguments: ['growers', 'p'],
      transientData,
      endorsingOrganizations: ['AgriMSP', 'EduMSP', 'HealthMSP'],
    });
    expect(text(await contract.evaluateTransaction('getPrivate', 'growers', 'p'))).toBe('secret');
    const outsider = connectTo('TechMSP').getContract('records');
    await rejected(outsider.evaluateTransaction('getPrivate', 'growers', 'p'));
    const expected = createHash('sha256').update('secret').digest('hex');
    expect(text(await outsider.evaluateTransaction('privateHash', 'growers', 'p'))).toBe(expected);
  });
});

describe('events', () => {
  test('chaincode events from a block on, with payload', async () => {
    const start = BigInt(network.ledger.height());
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
    expect(info.getHeight()).toBe(network.ledger.height());
    const block = await qscc.evaluateTransaction('GetBlockByNumber', 'province', '1');
    expect(Buffer.from(block).equals(network.ledger.block(1)!)).toBe(true);
    const error = await rejected(qscc.evaluateTransaction('GetTransactionByID', 'province', 'ab'));
    expect(error.details[0]?.message).toContain('no such transaction ID');
  });
});

describe('refusals', () => {
  test('an error of the chaincode reaches the client with peer and organisation', async () => {
    const error = await rejected(contract.submitTransaction('fail', 'no such batch'));
    expect(error).toBeInstanceOf(EndorseError);
    expect(error.code).toBe(grpc.status.ABORTED);
    expect(error.details).toEqual([
      {
        address: `localhost:${network.peers.get('AgriMSP')}`,
        mspId: 'AgriMSP',
        message: 'chaincode response 500, no such batch',
      },
    ]);
  });

  test('evaluate answers UNKNOWN with the chaincode’s words', async () => {
    const error = await rejected(contract.evaluateTransaction('fail', 'no such batch'));
    expect(error.code).toBe(grpc.status.UNKNOWN);
    expect(error.message).toContain('evaluate call to endorser returned error: chaincode response 500, no such batch');
  });

  test('an unknown chaincode', async () => {
    const error = await rejected(channel.getContract('nothing').submitTransaction('put', 'a', 'b'));
    expect(error.code).toBe(grpc.status.FAILED_PRECONDITION);
    expect(error.message).toContain('No metadata was found for chaincode nothing in channel province');
  });

  test('a certificate of another organisation', async () => {
    const error = await rejected(
      connectTo('AgriMSP', 'EduMSP', 'AgriMSP').getContract('records').submitTransaction('put', 'x', '1'),
    );
    expect(error.details[0]?.message).toBe(
      'error validating proposal: access denied: channel [province] creator org [AgriMSP]',
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
    const height = network.ledger.height();
    await transaction.submit();
    while (network.ledger.height() === height) await new Promise((done) => setTimeout(done, 5));
    const block = common.Block.deserializeBinary(network.ledger.block(height)!);
    expect([...block.getMetadata()!.getMetadataList_asU8()[2]!]).toEqual([peer.TxValidationCode.DUPLICATE_TXID]);
    const error = await rejected(proposal.endorse());
    expect(error.details[0]?.message).toContain(`duplicate transaction found [${proposal.getTransactionId()}]`);
  });

  test('endorsers that do not agree', async () => {
    const error = await rejected(contract.submitTransaction('nondeterministic', 'n'));
    expect(error.code).toBe(grpc.status.ABORTED);
    expect(error.message).toContain('failed to collect enough transaction endorsements');
    expect(error.details.map(({ message }) => message)).toContain('ProposalResponsePayloads do not match');
  });

  test('a chaincode that dies in the middle of a transaction, and comes back', async () => {
    const ended = new Promise((done) => chaincode.once('exit', done));
    const error = await rejected(contract.submitTransaction('crash'));
    expect(error.code).toBe(grpc.status.ABORTED);
    expect(error.details[0]?.message).toContain('chaincode stream terminated');
    await ended;
    chaincode = await startBasicChaincode(address);
    await contract.submitTransaction('put', 'after', 'crash');
    expect(text(await contract.evaluateTransaction('get', 'after'))).toBe('crash');
  });
});

describe('the ledger afterwards', () => {
  test('verifies from the first block to the last', () => {
    expect(network.ledger.verify()).toEqual({ blocks: network.ledger.height(), faults: [] });
  });

  test('the connection profile names every peer', () => {
    const profile = JSON.parse(readFileSync(join(dataDir, 'profile.json'), 'utf8')) as Network['profile'];
    expect(profile).toEqual(network.profile);
    expect(Object.keys(profile.peers)).toHaveLength(4);
  });

  test('a second start goes on where the first one was', async () => {
    const height = network.ledger.height();
    await network.close();
    network = await startNetwork({ dataDir, topology, ports: 'random', chaincodeAddress: address });
    expect(network.ledger.height()).toBe(height);
    const again = await connectTo('EduMSP').getContract('records').submitTransaction('put', 'again', '1');
    expect(text(again)).toBe('1');
  });
});
