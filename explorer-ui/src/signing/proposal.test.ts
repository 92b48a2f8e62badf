/** Oracle: the unmodified Fabric client builds the same bytes. */
import { expect, test } from '@jest/globals';
import { verify } from 'node:crypto';
import grpc from '@grpc/grpc-js';
import { connect } from '@hyperledger/fabric-gateway';
import { gateway as gatewayProtos } from '@hyperledger/fabric-protos';
import { carriesProposal } from './envelope.ts';
import { fabricSignature } from './fabric-signature.ts';
import { newPersonKey } from './person-key.ts';
import { buildProposal, isProposalOf, type Intent } from './proposal.ts';
import { concat, down, message, only } from './protobuf.ts';

const intent: Intent = {
  channel: 'province',
  chaincode: 'records',
  transaction: 'Origin:RegisterBatch',
  argument: '{"lot":"SR-1","weightKg":"12.5"}',
  mspId: 'AgriMSP',
  certificatePem: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
};

const fabricProposal = (): { bytes: Uint8Array; txId: string } => {
  const client = new grpc.Client('localhost:1', grpc.credentials.createInsecure());
  const gateway = connect({
    client,
    identity: { mspId: intent.mspId, credentials: Buffer.from(intent.certificatePem) },
  });
  const [contract = '', name = ''] = intent.transaction.split(':');
  const proposal = gateway
    .getNetwork(intent.channel)
    .getContract(intent.chaincode, contract)
    .newProposal(name, { arguments: [intent.argument] });
  const proposed = gatewayProtos.ProposedTransaction.deserializeBinary(proposal.getBytes());
  gateway.close();
  client.close();
  return {
    bytes: proposed.getProposal()?.getProposalBytes_asU8() ?? new Uint8Array(),
    txId: proposal.getTransactionId(),
  };
};

test('builds the bytes that the Fabric client builds, for the same nonce and time', () => {
  const fabric = fabricProposal();
  expect(isProposalOf(intent, fabric.bytes)).toBe(true);
  const nonce = down(fabric.bytes, 1, 2, 2);
  const own = buildProposal(intent, nonce, 1_795_000_000_123);
  expect(own.txId).toBe(fabric.txId);
  expect(isProposalOf(intent, own.bytes)).toBe(true);
});

test.each([
  ['argument', { argument: '{"lot":"SR-1","weightKg":"125"}' }],
  ['contract', { transaction: 'Origin:RecallBatch' }],
  ['channel', { channel: 'other' }],
  ['chaincode', { chaincode: 'other' }],
  ['creator', { mspId: 'EduMSP' }],
  ['certificate', { certificatePem: intent.certificatePem.replace('MIIB', 'MIIC') }],
])('a prepared proposal with another %s is not what the person means', (_name, change) => {
  const swapped = buildProposal({ ...intent, ...change }, new Uint8Array(24), 0);
  expect(isProposalOf(intent, swapped.bytes)).toBe(false);
});

test('an additional member hides nowhere', () => {
  const { bytes } = buildProposal(intent, new Uint8Array(24).fill(7), 1);
  expect(isProposalOf(intent, concat(bytes, message([3, 'extension'])))).toBe(false);
  expect(isProposalOf(intent, concat(bytes, message([2, 'second payload'])))).toBe(false);
  for (let length = 0; length < bytes.length; length += 1) {
    expect(isProposalOf(intent, bytes.subarray(0, length))).toBe(false);
  }
});

test('an envelope must carry the very proposal', async () => {
  const sha256 = async (data: Uint8Array): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>));
  const envelopeOf = async (bytes: Uint8Array, input = only(bytes, 2)): Promise<Uint8Array> => {
    const header = only(bytes, 1);
    const hash = await sha256(concat(only(header, 1), only(header, 2), only(bytes, 2)));
    const action = message([1, only(header, 2)], [2, message([1, input], [2, message([1, message([1, hash])])])]);
    return message([1, header], [2, message([1, action])]);
  };
  const mine = buildProposal(intent, new Uint8Array(24).fill(1), 5).bytes;
  const other = buildProposal({ ...intent, argument: '{}' }, new Uint8Array(24).fill(1), 5).bytes;
  expect(carriesProposal(await envelopeOf(mine), mine)).toBe(true);
  expect(carriesProposal(await envelopeOf(other), mine)).toBe(false);
  expect(carriesProposal(await envelopeOf(mine, only(other, 2)), mine)).toBe(false);
  const two = await envelopeOf(mine);
  const twice = message([1, only(two, 1)], [2, concat(only(two, 2), only(two, 2))]);
  expect(carriesProposal(twice, mine)).toBe(false);
});

test('signatures verify as DER and have the smaller s', async () => {
  const { key, pair } = await newPersonKey();
  const bytes = new TextEncoder().encode('sầu riêng');
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey));
  for (let round = 0; round < 40; round += 1) {
    const signature = await key.sign(bytes);
    expect(verify('sha256', bytes, { key: spki, format: 'der', type: 'spki' }, signature)).toBe(true);
    const s = signature.subarray(4 + signature[3]! + 2);
    expect(s.length < 32 || s[0]! <= 0x7f).toBe(true);
  }
  await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
});

test('a large s becomes n - s', () => {
  const half = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550'; // n - 1
  expect(Buffer.from(fabricSignature(Buffer.from('01'.padStart(64, '0') + half, 'hex'))).toString('hex')).toBe(
    '3006020101020101',
  );
  expect(() => fabricSignature(new Uint8Array(63))).toThrow('64 bytes');
});
