/** Status codes, messages and error details of every gateway call, as in fabric internal/pkg/gateway. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { connect } from '@hyperledger/fabric-gateway';
import type { Contract, ErrorDetail } from '@hyperledger/fabric-gateway';
import { common, gateway as gatewayProto, peer } from '@hyperledger/fabric-protos';
import { refusal, startTestNetwork, text } from '../node/network-fixture.ts';
import type { TestNetwork } from '../node/network-fixture.ts';
import { unaryCall } from '../node/raw-calls-fixture.ts';

const { ABORTED, DEADLINE_EXCEEDED, FAILED_PRECONDITION, INVALID_ARGUMENT } = grpc.status;
const { PERMISSION_DENIED, UNAVAILABLE, UNKNOWN } = grpc.status;

let system: TestNetwork;
let contract: Contract;
beforeAll(async () => {
  system = await startTestNetwork({ withoutServer: ['EduMSP'] });
  contract = system.connect('AgriMSP').getContract('records');
}, 30_000);
afterAll(() => system.stop());

const detail = (mspId: string, message: string): ErrorDetail => ({
  address: `localhost:${system.network.peers.get(mspId)}`,
  mspId,
  message,
});
/** What EduMSP's peer says, whose chaincode server is down. */
const noServer = expect.stringMatching(
  /^error in simulation: failed to execute transaction [0-9a-f]{64}: could not launch chaincode: connection to .* failed/,
) as unknown as string;
const byOrganisation = (details: readonly ErrorDetail[]): ErrorDetail[] =>
  [...details].sort((left, right) => left.mspId.localeCompare(right.mspId));
/** A gateway method without the SDK: status code and text. */
const raw = async (method: string, request: { serializeBinary(): Uint8Array }): Promise<[number, string]> => {
  const call = unaryCall(system.client('AgriMSP'), `/gateway.Gateway/${method}`, request.serializeBinary());
  const error = (await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )) as grpc.ServiceError | undefined;
  return [error?.code ?? 0, error?.details ?? ''];
};

describe('Evaluate', () => {
  test('the chaincode’s error: one peer is asked', async () => {
    const error = await refusal(contract.evaluateTransaction('fail', 'no'));
    expect([error.code, error.details]).toEqual([UNKNOWN, [detail('AgriMSP', 'chaincode response 500, no')]]);
    expect(error.message).toContain('evaluate call to endorser returned error: chaincode response 500, no');
  });

  test('a crash: every peer is asked in turn, own organisation first', async () => {
    const ended = new Promise((done) => system.chaincode.once('exit', done));
    const error = await refusal(contract.evaluateTransaction('crash'));
    await ended;
    await system.startChaincode();
    expect(error.code).toBe(ABORTED);
    expect(error.message).toContain('failed to evaluate transaction, see attached details for more info');
    expect(error.details).toHaveLength(4);
    expect(error.details[0]).toEqual(detail('AgriMSP', expect.stringMatching(/chaincode stream terminated$/) as never));
  });

  test('named organisations are the only ones asked', async () => {
    const error = await refusal(
      contract.evaluate('fail', { arguments: ['no'], endorsingOrganizations: ['HealthMSP'] }),
    );
    expect(error.details).toEqual([detail('HealthMSP', 'chaincode response 500, no')]);
  });

  test('an unknown chaincode, with and without transient data', async () => {
    const nothing = system.connect('AgriMSP').getContract('nothing');
    const text = 'no peers available to evaluate chaincode nothing in channel province';
    const error = await refusal(nothing.evaluateTransaction('get', 'a'));
    expect([error.code, error.message]).toEqual([FAILED_PRECONDITION, expect.stringContaining(text)]);
    const secret = await refusal(nothing.evaluate('get', { transientData: { value: 'v' } }));
    expect(secret.message).toContain(
      `no endorsers found in the gateway's organization; retry specifying target organization(s) to protect transient data: ${text}`,
    );
  });

  test('a forged caller', async () => {
    const forged = system.connect('AgriMSP', 'EduMSP', 'AgriMSP').getContract('records');
    const error = await refusal(forged.evaluateTransaction('get', 'a'));
    const text =
      'error validating proposal: access denied: channel [province] creator org unknown, creator is malformed';
    expect([error.code, error.details]).toEqual([FAILED_PRECONDITION, [detail('AgriMSP', text)]]);
  });

  test('rubbish', async () => {
    expect(await raw('Evaluate', new gatewayProto.EvaluateRequest())).toEqual([
      INVALID_ARGUMENT,
      expect.stringContaining('failed to unpack transaction proposal: a signed proposal is required'),
    ]);
    const request = new gatewayProto.EvaluateRequest();
    const proposal = new peer.SignedProposal();
    proposal.setProposalBytes(Buffer.from('rubbish'));
    request.setProposedTransaction(proposal);
    expect(await raw('Evaluate', request)).toEqual([
      INVALID_ARGUMENT,
      expect.stringContaining('failed to unpack transaction proposal: '),
    ]);
  });
});

describe('Endorse', () => {
  test('the first endorser’s refusal is the only detail', async () => {
    const error = await refusal(contract.submitTransaction('fail', 'no'));
    expect([error.code, error.details]).toEqual([ABORTED, [detail('AgriMSP', 'chaincode response 500, no')]]);
    expect(error.message).toContain('failed to endorse transaction, see attached details for more info');
  });

  test('an organisation whose peer fails is replaced as long as a layout is left', async () => {
    const transaction = await contract.newProposal('put', { arguments: ['k', '1'] }).endorse();
    const commit = await transaction.submit();
    expect((await commit.getStatus()).code).toBe(peer.TxValidationCode.VALID);
    expect(text(await contract.evaluateTransaction('get', 'k'))).toBe('1');
  });

  test('but not the gateway’s own: it endorses first', async () => {
    const there = system.connect('EduMSP').getContract('records');
    const error = await refusal(there.submitTransaction('put', 'k', '2'));
    expect([error.code, error.details]).toEqual([ABORTED, [detail('EduMSP', noServer)]]);
    expect(error.message).toContain('failed to endorse transaction, see attached details for more info');
    // reading is handed on to the next peer
    expect(text(await there.evaluateTransaction('get', 'k'))).toBe('1');
  });

  test('named organisations: each must endorse, each refusal is told', async () => {
    const endorsingOrganizations = [...system.network.peers.keys()];
    const error = await refusal(contract.newProposal('fail', { arguments: ['no'], endorsingOrganizations }).endorse());
    expect(error.message).toContain('failed to collect enough transaction endorsements');
    const said = 'chaincode response 500, no';
    expect(byOrganisation(error.details)).toEqual([
      detail('AgriMSP', said),
      detail('EduMSP', noServer),
      detail('HealthMSP', said),
      detail('TechMSP', said),
    ]);
    const unknown = await refusal(
      contract.newProposal('put', { arguments: ['a', '1'], endorsingOrganizations: ['TradeMSP', 'AgriMSP'] }).endorse(),
    );
    expect([unknown.code, unknown.message]).toEqual([
      UNAVAILABLE,
      expect.stringContaining('failed to find any endorsing peers for org(s): TradeMSP'),
    ]);
  });

  test('peers that answer differently', async () => {
    const error = await refusal(contract.submitTransaction('nondeterministic', 'n'));
    expect([error.code, error.message]).toEqual([
      ABORTED,
      expect.stringContaining('failed to collect enough transaction endorsements'),
    ]);
    // after these two no layout is left, TechMSP is not heard
    expect(byOrganisation(error.details)).toEqual([
      detail('EduMSP', noServer),
      detail('HealthMSP', 'ProposalResponsePayloads do not match'),
    ]);
  });

  test('a client that does not wait', async () => {
    const late = contract.newProposal('sleep', { arguments: ['2000'] });
    const error = await refusal(late.endorse({ deadline: Date.now() + 200 }));
    expect(error.code).toBe(DEADLINE_EXCEEDED);
  });
});

describe('Submit', () => {
  test('nothing, and nothing signed', async () => {
    expect(await raw('Submit', new gatewayProto.SubmitRequest())).toEqual([
      INVALID_ARGUMENT,
      'a prepared transaction is required',
    ]);
    const request = new gatewayProto.SubmitRequest();
    const envelope = new common.Envelope();
    envelope.setPayload(Buffer.from('x'));
    request.setPreparedTransaction(envelope);
    expect(await raw('Submit', request)).toEqual([INVALID_ARGUMENT, 'prepared transaction must be signed']);
  });

  test('a refusal comes from as many orderers as leave no quorum', async () => {
    const transaction = await contract.newProposal('put', { arguments: ['a', '1'] }).endorse();
    const { adminCertPem } = system.network.material.organisations.get('AgriMSP')!;
    const offline = connect({
      client: system.client('AgriMSP'),
      identity: { mspId: 'AgriMSP', credentials: Buffer.from(adminCertPem) },
    });
    const forged = offline.newSignedTransaction(transaction.getBytes(), Buffer.from('not a signature'));
    const error = await refusal(forged.submit());
    expect([error.code, error.message]).toEqual([
      UNAVAILABLE,
      expect.stringContaining(
        'insufficient number of orderers could successfully process transaction to satisfy quorum requirement',
      ),
    ]);
    const message =
      "received unsuccessful response from orderer: status=FORBIDDEN, info=implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied";
    const orderers = [...system.network.ordererPorts].slice(0, 2);
    expect(error.details).toEqual(orderers.map(([mspId, port]) => ({ address: `localhost:${port}`, mspId, message })));
    offline.close();
  });
});

describe('CommitStatus and ChaincodeEvents', () => {
  test('who may not read is told so', async () => {
    const commit = await (await contract.newProposal('put', { arguments: ['s', '1'] }).endorse()).submit();
    const { adminCertPem } = system.network.material.organisations.get('AgriMSP')!;
    const offline = connect({
      client: system.client('AgriMSP'),
      identity: { mspId: 'AgriMSP', credentials: Buffer.from(adminCertPem) },
    });
    const forged = offline.newSignedCommit(commit.getBytes(), Buffer.from('not a signature'));
    expect((await refusal(forged.getStatus())).code).toBe(PERMISSION_DENIED);
    expect((await commit.getStatus()).successful).toBe(true);
    offline.close();
  });

  test('an incomplete request', async () => {
    const signed = (change: (request: gatewayProto.CommitStatusRequest) => void) => {
      const request = new gatewayProto.CommitStatusRequest();
      request.setTransactionId('00');
      request.setChannelId('province');
      request.setIdentity(system.network.material.organisations.get('AgriMSP')!.admin.serialized);
      change(request);
      const result = new gatewayProto.SignedCommitStatusRequest();
      result.setRequest(request.serializeBinary());
      return result;
    };
    const status = (change: (request: gatewayProto.CommitStatusRequest) => void) => raw('CommitStatus', signed(change));
    expect(await status((it) => it.setTransactionId(''))).toEqual([
      INVALID_ARGUMENT,
      'transaction ID should not be empty',
    ]);
    expect(await status((it) => it.setChannelId(''))).toEqual([INVALID_ARGUMENT, 'no channel ID provided']);
    expect(await status((it) => it.setIdentity(''))).toEqual([INVALID_ARGUMENT, 'no identity provided']);
    expect(await status((it) => it.setChannelId('elsewhere'))).toEqual([
      PERMISSION_DENIED,
      'Failed to get policy manager for channel [elsewhere]',
    ]);
  });

  test('events go on after the transaction of a checkpoint, from valid transactions of this chaincode only', async () => {
    const start = BigInt(system.network.ledger.height());
    const txIds: string[] = [];
    const event = async (name: string): Promise<void> => {
      const transaction = await contract.newProposal('event', { arguments: [name, name] }).endorse();
      const commit = await transaction.submit();
      txIds.push(commit.getTransactionId());
      await commit.getStatus();
    };
    for (const name of ['e1', 'e2', 'e3']) await event(name);
    const channel = system.connect('AgriMSP');
    const after = { getBlockNumber: () => start, getTransactionId: () => txIds[0] };
    const events = await channel.getChaincodeEvents('records', { checkpoint: after });
    const names: string[] = [];
    for await (const { eventName } of events) if (names.push(eventName) === 2) break;
    events.close();
    expect(names).toEqual(['e2', 'e3']);
  });
});
