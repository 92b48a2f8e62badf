/** The block streams as the protocol has them, without an SDK (Fabric: common/deliver/deliver.go). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { common, orderer, peer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { startTestNetwork } from '../node/network-fixture.ts';
import type { TestNetwork } from '../node/network-fixture.ts';
import { streamCall } from '../node/raw-calls-fixture.ts';

let system: TestNetwork;
beforeAll(async () => {
  system = await startTestNetwork();
  const contract = system.connect('AgriMSP').getContract('records');
  await contract.submitTransaction('event', 'Registered', 'secret payload');
  await contract.submitTransaction('put', 'a', '1');
}, 30_000);
afterAll(() => system.stop());

type Position = 'newest' | 'oldest' | 'next' | number;
interface Seek {
  readonly start?: Position;
  readonly stop?: Position;
  readonly channel?: string;
  readonly at?: Date;
  readonly failIfNotReady?: boolean;
  /** Who signs; `nobody` leaves the signature away. */
  readonly by?: string;
}

const position = (where: Position): orderer.SeekPosition => {
  const result = new orderer.SeekPosition();
  if (where === 'newest') result.setNewest(new orderer.SeekNewest());
  else if (where === 'oldest') result.setOldest(new orderer.SeekOldest());
  else if (where === 'next') result.setNextCommit(new orderer.SeekNextCommit());
  else {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(where);
    result.setSpecified(specified);
  }
  return result;
};

const envelopeOf = (seek: Seek): Uint8Array => {
  const admin = system.network.material.organisations.get(seek.by === 'nobody' ? 'AgriMSP' : (seek.by ?? 'AgriMSP'))!;
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.DELIVER_SEEK_INFO);
  channelHeader.setChannelId(seek.channel ?? 'province');
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(seek.at ?? new Date()));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(admin.admin.serialized);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const info = new orderer.SeekInfo();
  if (seek.start !== undefined) info.setStart(position(seek.start));
  if (seek.stop !== undefined) info.setStop(position(seek.stop));
  if (seek.failIfNotReady) info.setBehavior(orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(info.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  if (seek.by !== 'nobody') envelope.setSignature(admin.admin.sign(Buffer.from(payload.serializeBinary())));
  return envelope.serializeBinary();
};

const deliver = async (seek: Seek, count: number, method = 'Deliver'): Promise<peer.DeliverResponse[]> => {
  const answers = await streamCall(system.client('AgriMSP'), `/protos.Deliver/${method}`, [envelopeOf(seek)], count);
  return answers.map((bytes) => peer.DeliverResponse.deserializeBinary(bytes));
};
const numberOf = (answer: peer.DeliverResponse): number | undefined => answer.getBlock()?.getHeader()?.getNumber();

describe('Deliver', () => {
  test('from the oldest block to the newest, then SUCCESS', async () => {
    const answers = await deliver({ start: 'oldest', stop: 'newest' }, 4);
    expect(answers.map(numberOf)).toEqual([0, 1, 2, undefined]);
    expect(answers.at(-1)!.getStatus()).toBe(common.Status.SUCCESS);
    expect(Buffer.from(answers[1]!.getBlock()!.serializeBinary())).toEqual(system.network.ledger.block(1));
  });

  test('waits for the next commit', async () => {
    const height = system.network.ledger.height();
    const next = deliver({ start: 'next', stop: Number.MAX_SAFE_INTEGER }, 1);
    await system.connect('AgriMSP').getContract('records').submitTransaction('put', 'b', '1');
    expect(numberOf((await next)[0]!)).toBe(height);
  });

  test('FAIL_IF_NOT_READY does not wait', async () => {
    const height = system.network.ledger.height();
    const answers = await deliver({ start: height - 1, stop: height + 5, failIfNotReady: true }, 2);
    expect([numberOf(answers[0]!), answers[1]!.getStatus()]).toEqual([height - 1, common.Status.NOT_FOUND]);
  });

  test.each<[string, Seek, keyof typeof common.Status]>([
    ['without a signature', { by: 'nobody' }, 'FORBIDDEN'],
    ['of another channel', { channel: 'elsewhere' }, 'NOT_FOUND'],
    ['20 minutes old', { at: new Date(Date.now() - 20 * 60_000) }, 'BAD_REQUEST'],
    ['20 minutes ahead', { at: new Date(Date.now() + 20 * 60_000) }, 'BAD_REQUEST'],
    ['that stops before it starts', { start: 2, stop: 1 }, 'BAD_REQUEST'],
  ])('a request %s', async (_name, seek, status) => {
    const [answer] = await deliver({ start: 'oldest', stop: 'newest', ...seek }, 1);
    expect(answer!.getStatus()).toBe(common.Status[status]);
  });

  test('a request without start or stop', async () => {
    expect((await deliver({ stop: 'newest' }, 1))[0]!.getStatus()).toBe(common.Status.BAD_REQUEST);
    expect((await deliver({ start: 'oldest' }, 1))[0]!.getStatus()).toBe(common.Status.BAD_REQUEST);
  });

  test('an organisation without a peer reads another’s', async () => {
    expect((await deliver({ start: 0, stop: 0, by: 'TradeMSP' }, 2)).map(numberOf)).toEqual([0, undefined]);
  });
});

describe('DeliverFiltered', () => {
  test('txids, codes and event names, never payloads', async () => {
    const [answer] = await deliver({ start: 1, stop: 1 }, 1, 'DeliverFiltered');
    const block = answer!.getFilteredBlock()!;
    expect([block.getChannelId(), block.getNumber()]).toEqual(['province', 1]);
    const [transaction] = block.getFilteredTransactionsList();
    expect(transaction!.getTxid()).toMatch(/^[0-9a-f]{64}$/);
    expect(transaction!.getTxValidationCode()).toBe(peer.TxValidationCode.VALID);
    const event = transaction!.getTransactionActions()!.getChaincodeActionsList()[0]!.getChaincodeEvent()!;
    expect([event.getChaincodeId(), event.getEventName(), event.getPayload_asU8()]).toEqual([
      'records',
      'Registered',
      new Uint8Array(),
    ]);
    expect(Buffer.from(answer!.serializeBinary()).includes('secret payload')).toBe(false);
  });

  test('a configuration block is one CONFIG transaction', async () => {
    const [answer] = await deliver({ start: 0, stop: 0 }, 1, 'DeliverFiltered');
    const [transaction] = answer!.getFilteredBlock()!.getFilteredTransactionsList();
    expect(transaction!.getType()).toBe(common.HeaderType.CONFIG);
  });
});
