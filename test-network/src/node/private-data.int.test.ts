/** Private collections end to end: who may read and write, what others see, purge, and block-to-live. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import type { Contract } from '@hyperledger/fabric-gateway';
import { ledger, peer } from '@hyperledger/fabric-protos';
import { baseChaincode, refusal, startTestNetwork, text } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';

const collection = {
  memberMspIds: ['AgriMSP', 'EduMSP', 'HealthMSP'],
  requiredPeerCount: 0,
  blockToLive: 0,
  memberOnlyRead: true,
  memberOnlyWrite: true,
};
const collections = [
  { ...collection, name: 'growers' },
  { ...collection, name: 'open', memberOnlyRead: false, memberOnlyWrite: false },
  { ...collection, name: 'brief', blockToLive: 1 },
  { ...collection, name: 'pair', memberMspIds: ['AgriMSP', 'EduMSP'] },
  { ...collection, name: 'demanding', memberMspIds: ['AgriMSP', 'TradeMSP'], requiredPeerCount: 1 },
];
const members = ['AgriMSP', 'EduMSP', 'HealthMSP'];
const sha256 = (content: string): Buffer => createHash('sha256').update(content).digest();

let system: TestNetwork;
let contract: Contract;
let outsider: Contract;

beforeAll(async () => {
  system = await startTestNetwork({ chaincodes: [baseChaincode({ collections })] });
  contract = system.connect('AgriMSP').getContract('records');
  outsider = system.connect('TechMSP').getContract('records');
}, 30_000);
afterAll(() => system.stop());

const put = (name: string, key: string, value: string, by = contract): Promise<Uint8Array> =>
  by.submit('putPrivate', { arguments: [name, key], transientData: { value }, endorsingOrganizations: members });
const get = async (name: string, key: string, from = contract): Promise<string> =>
  text(await from.evaluateTransaction('getPrivate', name, key));

describe('members and others', () => {
  test('members read the value on every member’s peer, everybody its hash', async () => {
    await put('growers', 'p', 'secret');
    for (const mspId of members)
      expect(await get('growers', 'p', system.connect(mspId).getContract('records'))).toBe('secret');
    expect(text(await outsider.evaluateTransaction('privateHash', 'growers', 'p'))).toBe(
      sha256('secret').toString('hex'),
    );
  });

  test('memberOnlyRead and memberOnlyWrite judge the caller’s organisation, on whatever peer', async () => {
    const denial = 'tx creator does not have read access permission on privatedata in chaincodeName:records';
    for (const peerOf of ['TechMSP', 'AgriMSP']) {
      const stranger = system.connect(peerOf, 'TechMSP').getContract('records');
      expect((await refusal(get('growers', 'p', stranger))).message).toContain(denial);
    }
    const write = await refusal(put('growers', 'p', 'x', system.connect('AgriMSP', 'TechMSP').getContract('records')));
    expect(write.details.map(({ message }) => message).join()).toContain('does not have write access permission');
  });

  test('without those rules anybody may write, and read on a member’s peer; a non-member’s peer has hashes only', async () => {
    const stranger = system.connect('AgriMSP', 'TechMSP').getContract('records');
    await put('open', 'o', 'shared', stranger);
    expect(await get('open', 'o', stranger)).toBe('shared');
    const error = await refusal(
      outsider.evaluate('getPrivate', { arguments: ['open', 'o'], endorsingOrganizations: ['TechMSP'] }),
    );
    expect(error.message).toContain('private data matching public hash version is not available');
  });

  test('transient data goes to members only, unless the client names others', async () => {
    // growers' collection has no policy of its own: the chaincode's asks for three of four, one layout is members only
    const proposal = contract.newProposal('putPrivate', {
      arguments: ['growers', 'auto'],
      transientData: { value: 'v' },
    });
    const status = await (await (await proposal.endorse()).submit()).getStatus();
    expect(status.code).toBe(peer.TxValidationCode.VALID);
    const narrow = await refusal(
      contract.submit('putPrivate', { arguments: ['demanding', 'x'], transientData: { value: 'v' } }),
    );
    // the first endorser could not hand the data to another member's peer
    expect(narrow.details[0]?.message).toContain(
      'required to disseminate to at least 1 peers, but know of only 0 eligible peers',
    );
    const pair = { arguments: ['pair', 'x'], transientData: { value: 'v' } };
    const two = await refusal(contract.submit('putPrivate', pair));
    expect(two.code).toBe(grpc.status.FAILED_PRECONDITION);
    expect(two.message).toContain('not in the distribution policy of the private data collection(s): [pair]; retry');
    await contract.submit('putPrivate', { ...pair, endorsingOrganizations: members });
    // an organisation's implicit collection asks for that organisation's endorsement alone
    await contract.submit('putPrivate', { arguments: ['_implicit_org_AgriMSP', 'x'], transientData: { value: 'v' } });
    expect(await get('_implicit_org_AgriMSP', 'x')).toBe('v');
  });

  test('an unknown collection', async () => {
    expect((await refusal(get('nothing', 'p'))).message).toContain('nothing');
  });
});

describe('what the ledger keeps', () => {
  test('the value is in no block, only the hashes of key and value', async () => {
    const height = system.network.ledger.height();
    await put('growers', 'hidden-key', 'hidden-value');
    const block = system.network.ledger.block(height)!;
    expect(block.includes('hidden-value')).toBe(false);
    expect(block.includes('hidden-key')).toBe(true); // an argument of the proposal; the client chose to say it
    expect(block.includes(sha256('hidden-value'))).toBe(true);
    expect(block.includes(sha256('hidden-key'))).toBe(true);
  });

  test('deleted: gone from state; purged: gone from every block’s private data', async () => {
    const first = system.network.ledger.height();
    await put('growers', 'gone', 'old-value-on-disk');
    await put('growers', 'gone', 'new-value-on-disk');
    const files = (): string[] =>
      readdirSync(system.dataDir, { recursive: true, encoding: 'utf8' })
        .map((name) => join(system.dataDir, name))
        .filter((file) => statSync(file).isFile() && readFileSync(file).includes('-value-on-disk'));
    expect(files()).not.toEqual([]);
    const setOf = (block: number): Buffer | undefined => system.network.ledger.privateSet(block, 0, 'AgriMSP');
    expect(setOf(first)?.includes('old-value')).toBe(true);
    await contract.submitTransaction('purgePrivate', 'growers', 'gone');
    expect(await get('growers', 'gone')).toBe('');
    expect(text(await outsider.evaluateTransaction('privateHash', 'growers', 'gone'))).toBe('');
    expect([setOf(first), setOf(first + 1)]).toEqual([undefined, undefined]);
    expect(files()).toEqual([]);

    await put('growers', 'deleted', 'still-in-history');
    const at = system.network.ledger.height() - 1;
    await contract.submitTransaction('deletePrivate', 'growers', 'deleted');
    expect(await get('growers', 'deleted')).toBe('');
    expect(setOf(at)?.includes('still-in-history')).toBe(true);
  });

  test('block-to-live 1: readable for one more block', async () => {
    await put('brief', 'b', 'soon gone');
    await contract.submitTransaction('put', 'next', '1');
    expect(await get('brief', 'b')).toBe('soon gone');
    await contract.submitTransaction('put', 'next', '2');
    expect(await get('brief', 'b')).toBe('');
  });

  test('a query on private data is for read-only transactions', async () => {
    const keys = JSON.parse(text(await contract.evaluateTransaction('privateRange', 'growers', 'p', 'q'))) as string[];
    expect(keys).toEqual(['p']);
  });

  test('a private key’s own policy is enforced by validation', async () => {
    await put('growers', 'guarded', '1');
    await contract.submitTransaction('guardPrivate', 'growers', 'guarded', 'TechMSP');
    const weak = contract.newProposal('putPrivate', {
      arguments: ['growers', 'guarded'],
      transientData: { value: '2' },
      endorsingOrganizations: members,
    });
    const status = await (await (await weak.endorse()).submit()).getStatus();
    expect(status.code).toBe(peer.TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    expect(await get('growers', 'guarded')).toBe('1');
  });
});

describe('DeliverWithPrivateData', () => {
  const deliver = async (peerOf: string, signAs = peerOf): Promise<ledger.rwset.TxPvtReadWriteSet | undefined> => {
    const channel = system.connect(peerOf, signAs);
    const blocks = await channel.getBlockAndPrivateDataEvents({ startBlock: BigInt(block) });
    for await (const event of blocks) {
      blocks.close();
      expect(event.getBlock()!.getHeader()!.getNumber()).toBe(block);
      return event.getPrivateDataMapMap().get(0);
    }
    throw new Error('no block came');
  };
  let block: number;
  beforeAll(async () => {
    block = system.network.ledger.height();
    await put('growers', 'delivered', 'content');
  });

  test('carries the values to a member at its own peer', async () => {
    const [namespace] = (await deliver('EduMSP'))!.getNsPvtRwsetList();
    expect(namespace!.getNamespace()).toBe('records');
    const [set] = namespace!.getCollectionPvtRwsetList();
    expect(set!.getCollectionName()).toBe('growers');
    const [write] = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set!.getRwset_asU8()).getWritesList();
    expect([write!.getKey(), text(write!.getValue_asU8())]).toEqual(['delivered', 'content']);
  });

  test('and to nobody else', async () => {
    expect(await deliver('TechMSP')).toBeUndefined();
    expect(await deliver('EduMSP', 'TechMSP')).toBeUndefined();
  });
});

test('the ledger of all this verifies', () => {
  expect(system.network.ledger.verify()).toEqual({ blocks: system.network.ledger.height(), faults: [] });
});
