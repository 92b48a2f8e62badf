/** AtomicBroadcast without an SDK, transactions forged or altered on the way to it, and clients that do not behave. */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import type { Contract, Gateway } from '@hyperledger/fabric-gateway';
import { common, gateway as gatewayProto, msp, orderer, peer } from '@hyperledger/fabric-protos';
import { issueNode } from '../crypto/certificates.ts';
import { highS } from '../msp/high-s-fixture.ts';
import { refusal, startTestNetwork, text } from '../node/network-fixture.ts';
import type { TestNetwork } from '../node/network-fixture.ts';
import { streamCall } from '../node/raw-calls-fixture.ts';

let system: TestNetwork;
let contract: Contract;
beforeAll(async () => {
  system = await startTestNetwork();
  contract = system.connect('AgriMSP').getContract('records');
}, 30_000);
afterAll(() => system.stop());

const organisation = (mspId = 'AgriMSP') => system.network.material.organisations.get(mspId)!;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const signed = (bytes: Uint8Array): Buffer => organisation().admin.sign(Buffer.from(bytes));
const issuer = () => ({ certPem: organisation().caCertPem, key: organisation().caKey });

/** The parts of an endorsed transaction, to be altered and put together again. */
const endorsed = async (...[name, ...args]: [string, ...string[]]) => {
  const transaction = await contract.newProposal(name, { arguments: args }).endorse();
  const prepared = gatewayProto.PreparedTransaction.deserializeBinary(transaction.getBytes());
  const payload = common.Payload.deserializeBinary(prepared.getEnvelope()!.getPayload_asU8());
  return { txId: transaction.getTransactionId(), payload };
};
const envelopeOf = (payload: common.Payload, sign = signed): common.Envelope => {
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(sign(payload.serializeBinary()));
  return envelope;
};
const broadcast = async (envelopes: Uint8Array[], orderedBy = 'EduMSP'): Promise<[number, string][]> => {
  const tls = grpc.credentials.createSsl(Buffer.from(organisation(orderedBy).tlsCaCertPem));
  const client = new grpc.Client(`localhost:${system.network.ordererPorts.get(orderedBy)}`, tls);
  try {
    const path = '/orderer.AtomicBroadcast/Broadcast';
    const answers = await streamCall(client, path, envelopes, envelopes.length);
    return answers
      .map((bytes) => orderer.BroadcastResponse.deserializeBinary(bytes))
      .map((answer) => [answer.getStatus(), answer.getInfo()]);
  } finally {
    client.close();
  }
};
const codeOf = async (txId: string): Promise<number> => {
  for (;;) {
    const place = system.network.ledger.place(txId);
    if (place) return place.code;
    await new Promise((done) => setTimeout(done, 5));
  }
};

describe('AtomicBroadcast', () => {
  test('each envelope of a stream is answered, in order; the good one is committed', async () => {
    const { txId, payload } = await endorsed('put', 'broadcast', '1');
    const unsigned = new common.Envelope();
    unsigned.setPayload(payload.serializeBinary());
    const { payload: elsewhere } = await endorsed('put', 'x', '1');
    const header = common.ChannelHeader.deserializeBinary(elsewhere.getHeader()!.getChannelHeader_asU8());
    header.setChannelId('elsewhere');
    elsewhere.getHeader()!.setChannelHeader(header.serializeBinary());
    const envelopes = [new common.Envelope(), unsigned, envelopeOf(elsewhere), envelopeOf(payload)];
    const answers = await broadcast(envelopes.map((it) => it.serializeBinary()));
    const { BAD_REQUEST, FORBIDDEN, NOT_FOUND, SUCCESS } = common.Status;
    expect(answers.map(([status]) => status)).toEqual([BAD_REQUEST, FORBIDDEN, NOT_FOUND, SUCCESS]);
    expect(await codeOf(txId)).toBe(peer.TxValidationCode.VALID);
  });

  test('a configuration cannot be broadcast, only its update', async () => {
    const genesis = common.Block.deserializeBinary(system.network.ledger.block(0)!);
    const [config] = genesis.getData()!.getDataList_asU8();
    expect(await broadcast([config!])).toEqual([
      [common.Status.BAD_REQUEST, 'message of type CONFIG cannot be broadcast'],
    ]);
  });
});

describe('what validation finds', () => {
  type Action = peer.ChaincodeEndorsedAction;
  /** The transaction with its endorsed action altered, signed again by its creator. */
  const alter = (payload: common.Payload, change: (action: Action) => void): common.Envelope => {
    const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
    const [first] = transaction.getActionsList();
    const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(first!.getPayload_asU8());
    change(actionPayload.getAction()!);
    first!.setPayload(actionPayload.serializeBinary());
    payload.setData(transaction.serializeBinary());
    return envelopeOf(payload);
  };
  const code = async (change: (action: Action) => void): Promise<number> => {
    const { txId, payload } = await endorsed('put', 'forged', '1');
    expect((await broadcast([alter(payload, change).serializeBinary()]))[0]![0]).toBe(common.Status.SUCCESS);
    return codeOf(txId);
  };
  const { ENDORSEMENT_POLICY_FAILURE } = peer.TxValidationCode;

  test('a forged endorsement counts as absent', async () => {
    const forged = (action: Action): void => {
      const [endorsement] = action.getEndorsementsList();
      endorsement!.setSignature(signed(Buffer.concat([action.getProposalResponsePayload_asU8(), Buffer.from('x')])));
    };
    expect(await code(forged)).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  test('an endorsement of high S too', async () => {
    const flipped = (action: Action): void => {
      const [endorsement] = action.getEndorsementsList();
      endorsement!.setSignature(highS(endorsement!.getSignature_asU8()));
    };
    expect(await code(flipped)).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  test('one organisation’s endorsement three times is one', async () => {
    const repeated = (action: Action): void => {
      const [endorsement] = action.getEndorsementsList();
      action.setEndorsementsList([endorsement!, endorsement!, endorsement!]);
    };
    expect(await code(repeated)).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  test('a result altered after endorsement', async () => {
    const altered = (action: Action): void => {
      const bytes = Buffer.from(action.getProposalResponsePayload_asU8());
      bytes[bytes.indexOf('forged')] = 0x46;
      action.setProposalResponsePayload(bytes);
    };
    expect(await code(altered)).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(text(await contract.evaluateTransaction('get', 'Forged'))).toBe('');
  });
});

describe('clients that do not behave', () => {
  test('a signature of high S is refused at each step', async () => {
    const { adminCertPem, adminKeyPem } = organisation();
    const sign = signers.newPrivateKeySigner(createPrivateKey(adminKeyPem));
    const gateway: Gateway = connect({
      client: system.client('AgriMSP'),
      identity: { mspId: 'AgriMSP', credentials: Buffer.from(adminCertPem) },
      signer: async (digest) => highS(await sign(digest)),
      hash: hash.sha256,
    });
    const evaluation = gateway.getNetwork('province').getContract('records').evaluateTransaction('get', 'a');
    const error = await refusal(evaluation);
    expect(error.code).toBe(grpc.status.FAILED_PRECONDITION);
    expect(error.message).toContain('access denied: channel [province] creator org [AgriMSP]');
    const { payload } = await endorsed('put', 'high', '1');
    const high = envelopeOf(payload, (bytes) => highS(signed(bytes)));
    expect((await broadcast([high.serializeBinary()]))[0]![0]).toBe(common.Status.FORBIDDEN);
    gateway.close();
  });

  test('an expired certificate neither proposes, nor broadcasts, nor reads blocks', async () => {
    const expired = await issueNode(issuer(), 'p-late', 'client', -1 / 24 / 60);
    expect(new Date(new X509Certificate(expired.certPem).validTo).getTime()).toBeLessThan(Date.now());
    const channel = system.connectAs('AgriMSP', 'AgriMSP', expired);
    const error = await refusal(channel.getContract('records').submitTransaction('put', 'late', '1'));
    expect(error.details[0]?.message).toBe('proposal client identity expired');
    const events = await channel.getBlockEvents({ startBlock: 0n });
    await expect(events[Symbol.asyncIterator]().next()).rejects.toThrow('Unexpected status response: 403');
    const { payload } = await endorsed('put', 'late', '1');
    const header = common.SignatureHeader.deserializeBinary(payload.getHeader()!.getSignatureHeader_asU8());
    const identity = new msp.SerializedIdentity();
    identity.setMspid('AgriMSP');
    identity.setIdBytes(Buffer.from(expired.certPem));
    header.setCreator(identity.serializeBinary());
    payload.getHeader()!.setSignatureHeader(header.serializeBinary());
    const sign = signers.newPrivateKeySigner(createPrivateKey(expired.keyPem));
    const signature = Buffer.from(await sign(sha256(payload.serializeBinary())));
    const [[status, info] = []] = await broadcast([envelopeOf(payload, () => signature).serializeBinary()]);
    expect([status, info]).toEqual([common.Status.BAD_REQUEST, 'broadcast client identity expired']);
  });

  test('a peer’s certificate may read but not write', async () => {
    const peerCertificate = await issueNode(issuer(), 'peer9', 'peer');
    const contractOfPeer = system.connectAs('AgriMSP', 'AgriMSP', peerCertificate).getContract('records');
    const error = await refusal(contractOfPeer.submitTransaction('put', 'x', '1'));
    expect(error.details[0]?.message).toContain('with policy [/Channel/Application/Writers]');
    const qscc = system.connectAs('AgriMSP', 'AgriMSP', peerCertificate).getContract('qscc');
    const info = common.BlockchainInfo.deserializeBinary(await qscc.evaluateTransaction('GetChainInfo', 'province'));
    expect(info.getHeight()).toBe(system.network.ledger.height());
  });

  test('a certificate of nobody’s CA', async () => {
    const { keyPem } = await issueNode(issuer(), 'x', 'client');
    const foreign = {
      certPem: (await issueNode({ ...issuer(), key: createPrivateKey(keyPem) }, 'x', 'client')).certPem,
      keyPem,
    };
    const error = await refusal(
      system.connectAs('AgriMSP', 'AgriMSP', foreign).getContract('records').evaluateTransaction('get', 'a'),
    );
    expect(error.message).toContain('access denied: channel [province] creator org unknown, creator is malformed');
  });
});

test('the ledger of all this verifies', () => {
  expect(system.network.ledger.verify()).toEqual({ blocks: system.network.ledger.height(), faults: [] });
});
