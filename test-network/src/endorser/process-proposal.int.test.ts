/** Endorser/ProcessProposal without an SDK, as the peer CLI calls it, and the system chaincodes behind it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import type { Contract } from '@hyperledger/fabric-gateway';
import { common, gateway as gatewayProto, msp, peer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { refusal, startTestNetwork, text } from '../node/network-fixture.ts';
import type { TestNetwork } from '../node/network-fixture.ts';
import { unaryCall } from '../node/raw-calls-fixture.ts';

let system: TestNetwork;
let contract: Contract;
beforeAll(async () => {
  system = await startTestNetwork();
  contract = system.connect('AgriMSP').getContract('records');
}, 30_000);
afterAll(() => system.stop());

const organisation = (mspId = 'AgriMSP') => system.network.material.organisations.get(mspId)!;
const signed = (bytes: Uint8Array): Buffer => organisation().admin.sign(Buffer.from(bytes));
/** protos.SignedProposal of a call, signed by AgriMSP's administrator; `change` alters it first. */
const signedProposal = (
  [name, ...args]: [string, ...string[]],
  change: (header: common.ChannelHeader) => void = () => undefined,
  chaincode = 'records',
): peer.SignedProposal => {
  const bytes = system.connect('AgriMSP').getContract(chaincode).newProposal(name, { arguments: args }).getBytes();
  const proposal = peer.Proposal.deserializeBinary(
    gatewayProto.ProposedTransaction.deserializeBinary(bytes).getProposal()!.getProposalBytes_asU8(),
  );
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  change(channelHeader);
  header.setChannelHeader(channelHeader.serializeBinary());
  proposal.setHeader(header.serializeBinary());
  const result = new peer.SignedProposal();
  result.setProposalBytes(proposal.serializeBinary());
  result.setSignature(signed(proposal.serializeBinary()));
  return result;
};

const processProposal = async (proposal: peer.SignedProposal, peerOf = 'AgriMSP'): Promise<peer.ProposalResponse> => {
  const client = system.client(peerOf);
  const answer = await unaryCall(client, '/protos.Endorser/ProcessProposal', proposal.serializeBinary());
  return peer.ProposalResponse.deserializeBinary(answer);
};
const rpcError = async (work: Promise<unknown>): Promise<[number, string]> => {
  const error = (await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )) as grpc.ServiceError | undefined;
  return [error?.code ?? 0, error?.details ?? ''];
};

describe('Endorser/ProcessProposal', () => {
  test('an endorsement is the peer’s signature over response payload and identity', async () => {
    const answer = await processProposal(signedProposal(['put', 'a', '1']), 'EduMSP');
    expect(answer.getResponse()!.getStatus()).toBe(200);
    const endorsement = answer.getEndorsement()!;
    const endorser = Buffer.from(endorsement.getEndorser_asU8());
    const identity = msp.SerializedIdentity.deserializeBinary(endorser);
    expect([identity.getMspid(), text(identity.getIdBytes_asU8())]).toEqual([
      'EduMSP',
      organisation('EduMSP').peer!.certPem,
    ]);
    const message = Buffer.concat([answer.getPayload_asU8(), endorser]);
    const signature = Buffer.from(endorsement.getSignature_asU8());
    expect(system.network.ledger.config().identity(endorser).verify(message, signature)).toBe(true);
  });

  test('the chaincode’s error has a payload and no endorsement, the peer’s own has neither', async () => {
    const failed = await processProposal(signedProposal(['fail', 'no']));
    expect(failed.getResponse()!.toObject()).toMatchObject({ status: 500, message: 'no' });
    expect([failed.getPayload_asU8().length > 0, failed.hasEndorsement()]).toEqual([true, false]);
    const unknown = await processProposal(signedProposal(['get', 'a'], undefined, 'nothing'));
    expect(unknown.getResponse()!.getMessage()).toContain('chaincode nothing not found');
    expect([unknown.getPayload_asU8().length, unknown.hasEndorsement()]).toEqual([0, false]);
  });

  test('another channel is answered, what does not verify is a gRPC error', async () => {
    const elsewhere = await processProposal(signedProposal(['get', 'a'], (header) => header.setChannelId('elsewhere')));
    expect(elsewhere.getResponse()!.toObject()).toMatchObject({
      status: 500,
      message: "channel 'elsewhere' not found",
    });
    const { UNKNOWN } = grpc.status;
    const wrongTxId = signedProposal(['get', 'a'], (header) => header.setTxId('00'));
    const [code, details] = await rpcError(processProposal(wrongTxId));
    expect([code, details]).toEqual([
      UNKNOWN,
      expect.stringContaining("error validating proposal: incorrectly computed txid '00' -- expected '"),
    ]);
    const epoch = signedProposal(['get', 'a'], (header) => header.setEpoch(1));
    expect(await rpcError(processProposal(epoch))).toEqual([UNKNOWN, 'error validating proposal: epoch is non-zero']);
    const unsigned = signedProposal(['get', 'a']);
    unsigned.setSignature('');
    expect(await rpcError(processProposal(unsigned))).toEqual([
      UNKNOWN,
      'error validating proposal: access denied: channel [province] creator org [AgriMSP]',
    ]);
    const client = system.client('AgriMSP');
    const rubbish = unaryCall(client, '/protos.Endorser/ProcessProposal', Buffer.from('rubbish'));
    expect((await rpcError(rubbish))[0]).toBe(UNKNOWN);
  });

  test.each([-16, 16])('a proposal whose time is %i minutes off', async (minutes) => {
    const at = new Date(Date.now() + minutes * 60_000);
    const proposal = signedProposal(['get', 'a'], (header) => header.setTimestamp(timestamp.Timestamp.fromDate(at)));
    expect((await rpcError(processProposal(proposal)))[1]).toContain('request unauthorized due to incorrect timestamp');
  });

  test('cscc names the channel and gives its configuration block', async () => {
    const cscc = system.connect('HealthMSP').getContract('cscc');
    const channels = peer.ChannelQueryResponse.deserializeBinary(await cscc.evaluateTransaction('GetChannels'));
    expect(channels.getChannelsList().map((channel) => channel.getChannelId())).toEqual(['province']);
    const block = await cscc.evaluateTransaction('GetConfigBlock', 'province');
    expect(Buffer.from(block).equals(system.network.ledger.block(0)!)).toBe(true);
    expect((await refusal(cscc.evaluateTransaction('GetConfigBlock', 'elsewhere'))).message).toContain(
      'access denied for [GetConfigBlock][elsewhere]: Failed to get policy manager for channel [elsewhere]',
    );
  });

  test('qscc gives blocks by number, hash and transaction', async () => {
    const qscc = system.connect('AgriMSP').getContract('qscc');
    const commit = await (await contract.newProposal('put', { arguments: ['q', '1'] }).endorse()).submit();
    const { blockNumber } = await commit.getStatus();
    const block = system.network.ledger.block(Number(blockNumber))!;
    const ask = async (name: string, argument: string): Promise<Buffer> =>
      Buffer.from(await qscc.evaluateTransaction(name, 'province', argument));
    expect(await ask('GetBlockByNumber', String(blockNumber))).toEqual(block);
    expect(await ask('GetBlockByNumber', '18446744073709551615')).toEqual(block);
    expect(await ask('GetBlockByTxID', commit.getTransactionId())).toEqual(block);
    const byHash = qscc.newProposal('GetBlockByHash', { arguments: ['province', system.network.ledger.lastHash()] });
    expect(Buffer.from(await byHash.evaluate())).toEqual(block);
    const transaction = peer.ProcessedTransaction.deserializeBinary(
      await ask('GetTransactionByID', commit.getTransactionId()),
    );
    expect(transaction.getValidationcode()).toBe(peer.TxValidationCode.VALID);
    expect((await refusal(ask('GetBlockByNumber', '9999'))).message).toContain('no such block number');
  });
});
