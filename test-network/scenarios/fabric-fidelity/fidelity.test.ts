/**
 * The embedded network beside real Fabric, byte by byte: what a peer answered to a proposal, what it said to its chaincodes meanwhile, and
 * what it made of every block. The recording is kept beside this file (README.md), so that the comparison runs where no Fabric is; where one
 * is, a fresh recording is compared too.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { peer } from '@hyperledger/fabric-protos';
import { missingFabric } from '../../../network/src/native/programs.ts';
import { testUnless } from '../../../network/testing/test-unless.ts';
import { record } from './record.ts';
import { readRecording } from './recording.ts';
import type { Recording } from './recording.ts';
import { replay } from './replay.ts';
import type { Replay } from './replay.ts';

/** VALID, DUPLICATE_TXID, ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT (protos.TxValidationCode). */
const everyFlag = [0, 9, 10, 11, 12];
const flagsOf = ({ codes }: Replay): number[] => [...new Set(codes.flat())].sort((left, right) => left - right);

/** Nothing that the embedded network said is another thing. */
const sameAs: Partial<Replay> = { otherPayloads: [], otherMessages: [], otherLifecycle: [], faults: [] };

/** Names of the messages that the chaincodes sent. */
const messageTypes = ({ streams }: Recording): string[] => {
  const types = streams
    .flatMap(({ messages }) => messages)
    .filter(({ from }) => from === 'chaincode')
    .map(({ bytes }) => peer.ChaincodeMessage.deserializeBinary(Buffer.from(bytes, 'hex')).getType());
  return Object.entries(peer.ChaincodeMessage.Type)
    .flatMap(([name, type]) => (types.includes(type) ? [name] : []))
    .sort();
};

describe('what real Fabric v3.1.5 said', () => {
  let recording: Recording;
  let found: Replay;
  beforeAll(async () => {
    recording = readRecording(join(import.meta.dirname, 'recording.json.br'));
    found = await replay(recording);
  });

  test('every read-write set, event and response has the same bytes', () => {
    expect(found.endorsed).toBe(recording.endorsed.length);
    expect(found.endorsed).toBeGreaterThan(90);
    expect(found.otherPayloads).toEqual([]);
  });

  test('every message of the peer to its chaincodes has the same bytes, in the same order; iterators’ ids apart, which are random', () => {
    expect(found.messages).toBeGreaterThan(370);
    expect(found.otherMessages).toEqual([]);
    expect(messageTypes(recording)).toEqual([
      ...['COMPLETED', 'DEL_STATE', 'GET_HISTORY_FOR_KEY', 'GET_PRIVATE_DATA_HASH', 'GET_QUERY_RESULT', 'GET_STATE'],
      ...['GET_STATE_BY_RANGE', 'GET_STATE_METADATA', 'GET_STATE_MULTIPLE', 'INVOKE_CHAINCODE', 'PURGE_PRIVATE_DATA'],
      ...['PUT_STATE', 'PUT_STATE_METADATA', 'QUERY_STATE_CLOSE', 'QUERY_STATE_NEXT', 'REGISTER', 'WRITE_BATCH_STATE'],
    ]);
  });

  test('every approval and commitment of a definition has the same bytes, by each peer that endorsed it', () => {
    // two definitions and a change of one, each approved by four organisations one by one and committed by all of them
    expect(found.lifecycle).toBe(3 * (4 + 4));
    expect(found.otherLifecycle).toEqual([]);
  });

  test('every transaction has the same flag, every block the same commit hash', () => {
    expect(found.faults).toEqual([]);
    expect(found.codes).toHaveLength(recording.blocks.length);
    expect(flagsOf(found)).toEqual(everyFlag);
  });

  /** The recording up to the block in which the first proposal was committed. */
  const beginning = (): Recording => ({
    ...recording,
    blocks: recording.blocks.slice(0, recording.endorsed[0]!.height + 1),
  });

  test('one changed byte in a write set is seen', async () => {
    const [first, ...rest] = recording.endorsed;
    const bytes = Buffer.from(first!.payload, 'hex');
    bytes[bytes.length - 20]! ^= 1;
    const altered = { ...beginning(), endorsed: [{ ...first!, payload: bytes.toString('hex') }, ...rest] };
    expect((await replay(altered)).otherPayloads.map(({ index }) => index)).toEqual([0]);
  });

  test('a message that is missing, and one that is another, are seen', async () => {
    const { txId } = recording.streams.find((stream) => stream.txId !== '')!;
    const change = (bytes: string, index: number): string => (index === 1 ? bytes : `${bytes.slice(0, -2)}ff`);
    const streams = recording.streams.map((stream) =>
      stream.txId === txId
        ? {
            ...stream,
            messages: stream.messages.map((each, index) =>
              each.from === 'peer' ? { ...each, bytes: change(each.bytes, index) } : each,
            ),
          }
        : stream,
    );
    const found = await replay({ ...beginning(), streams });
    expect(found.otherMessages.filter((each) => each.txId === txId).map(({ index }) => index)).toContain(0);
    // of what comes later in the recording nothing was said in these blocks
    expect(found.otherMessages.some(({ embedded }) => embedded === undefined)).toBe(true);
  });

  test('an altered block is refused', async () => {
    const { blocks, ...rest } = beginning();
    const last = Buffer.from(blocks.at(-1)!, 'hex');
    // a byte of the data: then header and data do not match
    last[last.length >> 1]! ^= 1;
    const altered = { ...rest, blocks: [...blocks.slice(0, -1), last.toString('hex')] };
    await expect(replay(altered)).rejects.toThrow(`block ${blocks.length - 1}`);
  });
});

testUnless(missingFabric() === undefined ? undefined : `a fresh recording of Fabric: ${missingFabric()}`)(
  'a Fabric that runs here says the same today',
  async () => {
    const found = await replay(await record());
    expect(found).toMatchObject(sameAs);
    expect(flagsOf(found)).toEqual(everyFlag);
  },
  600_000,
);
