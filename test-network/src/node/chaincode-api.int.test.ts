/** What a chaincode may ask of its peer, end to end: `fabric-gateway`, the endorsers, `fabric-shim`, validation. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import type { Contract } from '@hyperledger/fabric-gateway';
import { common, peer } from '@hyperledger/fabric-protos';
import { signaturePolicy } from '../policy/dsl.ts';
import { baseChaincode, refusal, startTestNetwork, text } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';

let system: TestNetwork;
let contract: Contract;

beforeAll(async () => {
  const other = baseChaincode({ name: 'other', endorsementPolicy: "AND('TechMSP.peer')" });
  system = await startTestNetwork({ chaincodes: [baseChaincode(), other] });
  contract = system.connect('AgriMSP').getContract('records');
}, 30_000);
afterAll(() => system.stop());

const evaluate = async (...[name, ...args]: [string, ...string[]]): Promise<string> =>
  text(await contract.evaluateTransaction(name, ...args));
const list = async (...call: [string, ...string[]]): Promise<unknown> => JSON.parse(await evaluate(...call));
/** Endorsed now, submitted by calling the result; answers the validation code. */
const endorsed = async (...[name, ...args]: [string, ...string[]]): Promise<() => Promise<number>> => {
  const transaction = await contract.newProposal(name, { arguments: args }).endorse();
  return async () => (await (await transaction.submit()).getStatus()).code;
};
const { VALID, PHANTOM_READ_CONFLICT, MVCC_READ_CONFLICT, ENDORSEMENT_POLICY_FAILURE } = peer.TxValidationCode;

/** Organisations whose peers endorsed a committed transaction. */
const endorsersOf = (txId: string): string[] => {
  const envelope = common.Envelope.deserializeBinary(system.network.ledger.envelope(txId)!);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsements = peer.ChaincodeActionPayload.deserializeBinary(action!.getPayload_asU8())
    .getAction()!
    .getEndorsementsList();
  const identities = endorsements.map((it) => Buffer.from(it.getEndorser_asU8()));
  return identities.map((it) => system.network.ledger.config().identity(it).mspId).sort();
};

describe('ranges', () => {
  test('a range, its pages with bookmarks, and the part after a bookmark', async () => {
    await contract.submitTransaction('putMany', 'row', '5');
    expect(await list('range', 'row', 'rox')).toEqual(['row0000', 'row0001', 'row0002', 'row0003', 'row0004']);
    // left early: the iterator is closed before its end
    expect(await list('range', 'row', 'rox', '2')).toEqual(['row0000', 'row0001']);
    expect(await list('page', 'row', 'rox', '2', '')).toEqual({
      keys: ['row0000', 'row0001'],
      bookmark: 'row0002',
      count: 2,
    });
    expect(await list('page', 'row', 'rox', '3', 'row0002')).toEqual({
      keys: ['row0002', 'row0003', 'row0004'],
      bookmark: '',
      count: 3,
    });
  });

  test('a paginated query forbids writes', async () => {
    const error = await refusal(contract.submitTransaction('pageThenPut', 'row', 'rox'));
    expect(error.details[0]?.message).toContain(
      'Transaction has already performed a paginated query. Writes are not allowed',
    );
  });

  test.each([3, 130])('a key that appears in a range of %i after endorsement is a phantom', async (count) => {
    const prefix = `ph${count}-`;
    await contract.submitTransaction('putMany', prefix, String(count));
    const [first, second] = [
      await endorsed('count', prefix, `${prefix}~`, 'sum'),
      await endorsed('count', prefix, `${prefix}~`, 'sum'),
    ];
    expect(await first()).toBe(VALID);
    await contract.submitTransaction('put', `${prefix}new`, '1');
    expect(await second()).toBe(PHANTOM_READ_CONFLICT);
    expect(await evaluate('get', 'sum')).toBe(String(count));
  });

  test('composite keys by their first attributes', async () => {
    for (const [farm, lot] of [
      ['f1', 'a'],
      ['f1', 'b'],
      ['f10', 'a'],
    ] as const)
      await contract.submitTransaction('putComposite', 'farm~lot', farm, lot);
    expect(await list('byPartialKey', 'farm~lot', 'f1')).toEqual([
      ['f1', 'a'],
      ['f1', 'b'],
    ]);
    expect(await list('byPartialKey', 'farm~lot')).toHaveLength(3);
  });

  test('keys come in the order of their UTF-8 bytes', async () => {
    const keys = ['o\u{10000}', 'o\uffee', 'ođ', 'oz'];
    for (const key of keys) await contract.submitTransaction('put', key, '1');
    expect(await list('range', 'o', 'p')).toEqual(['oz', 'ođ', 'o\uffee', 'o\u{10000}']);
  });

  test('rich queries are refused in Fabric’s words', async () => {
    const error = await refusal(contract.evaluateTransaction('richQuery', '{}'));
    expect(error.message).toContain('ExecuteQuery not supported for leveldb');
  });
});

describe('one key', () => {
  test('history, newest first, with deletions', async () => {
    for (const value of ['1', '2']) await contract.submitTransaction('put', 'changing', value);
    await contract.submitTransaction('delete', 'changing');
    expect(await list('history', 'changing')).toEqual(['(deleted)', '2', '1']);
  });

  test('a simulation sees one height, also of a commit that comes while it runs', async () => {
    await contract.submitTransaction('putBoth', 'left', 'right', '1');
    const slow = list('getBoth', 'left', 'right', '300');
    await contract.submitTransaction('putBoth', 'left', 'right', '2');
    expect(await slow).toEqual(['1', '1']);
    expect(await list('getBoth', 'left', 'right')).toEqual(['2', '2']);
  });

  test('a read that a commit overtook is a read conflict', async () => {
    await contract.submitTransaction('put', 'counter', '0');
    const late = await endorsed('increment', 'counter');
    await contract.submitTransaction('increment', 'counter');
    expect(await late()).toBe(MVCC_READ_CONFLICT);
    expect(await evaluate('get', 'counter')).toBe('1');
  });

  test('a policy put on a key by the chaincode is what endorsers and validation then ask for', async () => {
    await contract.submitTransaction('put', 'guarded', '1');
    await contract.submitTransaction('guard', 'guarded', 'TechMSP', 'HealthMSP');
    expect(await evaluate('guardOf', 'guarded')).toBe(
      signaturePolicy("AND('TechMSP.peer', 'HealthMSP.peer')").toString('hex'),
    );
    const proposal = contract.newProposal('put', { arguments: ['guarded', '2'] });
    const commit = await (await proposal.endorse()).submit();
    expect((await commit.getStatus()).code).toBe(VALID);
    expect(endorsersOf(commit.getTransactionId())).toEqual(expect.arrayContaining(['HealthMSP', 'TechMSP']));

    // three organisations, enough for the chaincode's policy, but not for the key's
    const others = { arguments: ['guarded', '3'], endorsingOrganizations: ['AgriMSP', 'EduMSP', 'HealthMSP'] };
    const weak = await (await contract.newProposal('put', others).endorse()).submit();
    expect((await weak.getStatus()).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await evaluate('get', 'guarded')).toBe('2');
  });

  test('a policy that changed in between makes the endorsed transaction fail', async () => {
    await contract.submitTransaction('put', 'moving', '1');
    const late = await endorsed('put', 'moving', '2');
    await contract.submitTransaction('guard', 'moving', 'AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP');
    expect(await late()).toBe(ENDORSEMENT_POLICY_FAILURE);
  });
});

describe('chaincode to chaincode', () => {
  test('the called one writes its own namespace, and both policies must be met', async () => {
    const proposal = contract.newProposal('call', { arguments: ['other', '', 'put', 'theirs', 'x'] });
    const commit = await (await proposal.endorse()).submit();
    expect((await commit.getStatus()).code).toBe(VALID);
    expect(endorsersOf(commit.getTransactionId())).toContain('TechMSP');
    expect(await evaluate('get', 'theirs')).toBe('');
    const other = system.connect('EduMSP').getContract('other');
    expect(text(await other.evaluateTransaction('get', 'theirs'))).toBe('x');

    const orgs = { endorsingOrganizations: ['AgriMSP', 'EduMSP', 'HealthMSP'] };
    const weak = contract.newProposal('call', { arguments: ['other', '', 'put', 'theirs', 'y'], ...orgs });
    expect((await (await (await weak.endorse()).submit()).getStatus()).code).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  test('the called one’s error is the caller’s to judge; itself it cannot call', async () => {
    const error = await refusal(contract.submitTransaction('call', 'other', '', 'fail', 'no'));
    expect(error.code).toBe(grpc.status.ABORTED);
    expect(error.details[0]?.message).toContain('called chaincode answered 500: no');
    const self = await refusal(contract.evaluateTransaction('call', 'records', '', 'get', 'a'));
    expect(self.message).toMatch(
      /INVOKE_CHAINCODE failed: transaction ID: [0-9a-f]{64}: execute failed: error sending: txid: .* exists/,
    );
    const unknown = await refusal(contract.evaluateTransaction('call', 'nothing', '', 'get', 'a'));
    expect(unknown.message).toContain('chaincode nothing not found');
    const elsewhere = await refusal(contract.evaluateTransaction('call', 'other', 'elsewhere', 'get', 'a'));
    expect(elsewhere.message).toContain('Failed to get policy manager for channel [elsewhere]');
  });
});

test('the ledger of all this verifies', () => {
  expect(system.network.ledger.verify()).toEqual({ blocks: system.network.ledger.height(), faults: [] });
});
