/** The unmodified fabric-shim server against the peer's side of the stream; state is a plain map. */
import type { ChildProcess } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { freePort, startBasicChaincode } from '../../scenarios/fixtures/basic-chaincode/start-basic-chaincode.ts';
import type { RowIterator, Simulator } from '../types.ts';
import type { ChaincodeResult, Invocation } from './invocation.ts';
import { createRuntime } from './runtime.ts';
import type { ChaincodeRuntime } from './runtime.ts';

const state = new Map<string, Buffer>();

const rows = (start: string, end: string): RowIterator => {
  const keys = [...state.keys()].filter((key) => key >= start && (end === '' || key < end)).sort();
  let index = 0;
  return {
    next: () => {
      const key = keys[index++];
      return key === undefined ? undefined : { key, value: state.get(key)! };
    },
    close: () => undefined,
  };
};

const simulator = {
  getState: (_namespace: string, key: string) => state.get(key),
  putState: (_namespace: string, key: string, value: Buffer) => void state.set(key, value),
  deleteState: (_namespace: string, key: string) => void state.delete(key),
  range: (_namespace: string, start: string, end: string) => ({ ...rows(start, end), bookmark: () => '' }),
  history: () =>
    Array.from({ length: 101 }, (_, at) => ({
      txId: 'a',
      value: Buffer.from(String(at)),
      isDelete: false,
      seconds: at,
      nanos: 1,
    })),
} as unknown as Simulator;

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Enough of a signed proposal for the shim to read creator and timestamp. */
const signedProposal = (txId: string): Buffer => {
  const identity = new msp.SerializedIdentity();
  identity.setMspid('AgriMSP');
  identity.setIdBytes(Buffer.from(publicKey.export({ type: 'spki', format: 'pem' })));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setTxId(txId);
  channelHeader.setChannelId('province');
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date('2026-11-24T00:00:00Z')));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(identity.serializeBinary());
  signatureHeader.setNonce(Buffer.alloc(24));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  const input = new peer.ChaincodeProposalPayload();
  input.setInput(new peer.ChaincodeInvocationSpec().serializeBinary());
  input.getTransientmapMap().set('value', Buffer.from('x'));
  proposal.setPayload(input.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  return Buffer.from(signed.serializeBinary());
};

let child: ChildProcess;
let runtime: ChaincodeRuntime;
let address: string;
let count = 0;

const invocation = (txId: string, args: readonly string[]): Invocation => ({
  txId,
  channelId: 'province',
  namespace: 'records',
  args: args.map((arg) => Buffer.from(arg)),
  signedProposal: signedProposal(txId),
  simulator,
  isInit: false,
  callChaincode: () => Promise.reject(new Error('not in this test')),
  checkCollection: () => undefined,
});
const invoke = (...args: string[]): Promise<ChaincodeResult> =>
  runtime.execute(invocation(createHash('sha256').update(String(count++)).digest('hex'), args));
const text = async (...args: string[]): Promise<string> => (await invoke(...args)).payload.toString();

beforeAll(async () => {
  address = `127.0.0.1:${await freePort()}`;
  child = await startBasicChaincode(address);
  runtime = createRuntime({ addressOf: () => address, executeTimeoutMs: 5000 });
});
afterAll(() => {
  runtime.close();
  child.kill();
});

describe('chaincode stream', () => {
  test('puts, gets and deletes', async () => {
    expect(await invoke('put', 'a', 'Đồng Nai')).toMatchObject({ status: 200 });
    expect(await text('get', 'a')).toBe('Đồng Nai');
    await invoke('delete', 'a');
    expect(await text('get', 'a')).toBe('');
  });

  test.each([99, 100, 101, 200, 250])('a range of %i rows comes whole, in batches of 100', async (size) => {
    state.clear();
    await invoke('putMany', 'k', String(size));
    const keys = JSON.parse(await text('range', 'k', 'l')) as string[];
    expect(keys).toHaveLength(size);
    expect(keys.at(-1)).toBe(`k${String(size - 1).padStart(4, '0')}`);
  });

  test('history carries its timestamps', async () => {
    expect(JSON.parse(await text('history', 'a'))).toHaveLength(101);
  });

  test('an event names chaincode and transaction as the peer knows them', async () => {
    const { event } = await invoke('event', 'BatchRegistered', '{}');
    expect(event?.getEventName()).toBe('BatchRegistered');
    expect(event?.getChaincodeId()).toBe('records');
    expect(event?.getTxId()).toHaveLength(64);
  });

  test('an error of the chaincode is an answer with status 500', async () => {
    expect(await invoke('fail', 'no such batch')).toMatchObject({ status: 500, message: 'no such batch' });
  });

  test('a chaincode that takes too long is given up; its late answer harms nobody', async () => {
    const impatient = createRuntime({ addressOf: () => address, executeTimeoutMs: 200 });
    const call = (txId: string, ...args: string[]): Promise<ChaincodeResult> =>
      impatient.execute(invocation(txId, args));
    const slow = expect(call('00'.repeat(32), 'sleep', '600')).rejects.toThrow(
      'timeout expired while executing transaction',
    );
    expect(await call('01'.repeat(32), 'put', 'c', '1')).toMatchObject({ status: 200 });
    await slow;
    await new Promise((done) => setTimeout(done, 600));
    expect(await call('02'.repeat(32), 'get', 'c')).toMatchObject({ status: 200, payload: Buffer.from('1') });
    impatient.close();
  });

  test('a stream on which nothing at all comes back is given up for another; a younger transaction on it is told, too', async () => {
    const impatient = createRuntime({ addressOf: () => address, executeTimeoutMs: 400 });
    const call = (txId: string, ...args: string[]): Promise<ChaincodeResult> =>
      impatient.execute(invocation(txId, args));
    await call('04'.repeat(32), 'put', 'd', '1');
    const first = expect(call('05'.repeat(32), 'sleep', '900')).rejects.toThrow(
      'timeout expired while executing transaction',
    );
    await new Promise((done) => setTimeout(done, 200));
    const second = expect(call('06'.repeat(32), 'sleep', '900')).rejects.toMatchObject({
      name: 'ChaincodeUnavailable',
      reason: 'silent',
    });
    await Promise.all([first, second]);
    // its name is free again at once, on the new stream
    expect(await call('06'.repeat(32), 'get', 'd')).toMatchObject({ status: 200, payload: Buffer.from('1') });
    impatient.close();
  });

  test('a chaincode process that hangs is found by its missing pings, long before a transaction may time out', async () => {
    const watchful = createRuntime({ addressOf: () => address, executeTimeoutMs: 30_000, pingMs: 250 });
    await watchful.execute(invocation('07'.repeat(32), ['put', 'e', '1']));
    child.kill('SIGSTOP');
    try {
      await expect(watchful.execute(invocation('08'.repeat(32), ['get', 'e']))).rejects.toMatchObject({
        name: 'ChaincodeUnavailable',
        reason: 'ended',
      });
    } finally {
      child.kill('SIGCONT');
    }
    expect(await watchful.execute(invocation('09'.repeat(32), ['get', 'e']))).toMatchObject({ status: 200 });
    watchful.close();
  });

  test('one transaction runs once at a time', async () => {
    const first = runtime.execute(invocation('03'.repeat(32), ['sleep', '100']));
    await expect(runtime.execute(invocation('03'.repeat(32), ['sleep', '0']))).rejects.toThrow(
      `txid: ${'03'.repeat(32)}(province) exists`,
    );
    expect(await first).toMatchObject({ status: 200 });
  });

  test('a crash fails the transactions in flight, and the stream opens again', async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await expect(invoke('crash')).rejects.toThrow('chaincode stream terminated');
    await ended;
    await expect(invoke('get', 'a')).rejects.toThrow('could not launch chaincode');
    child = await startBasicChaincode(address);
    expect(await invoke('put', 'b', '1')).toMatchObject({ status: 200 });
  });
});
