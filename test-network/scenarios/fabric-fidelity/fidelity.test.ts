/**
 * The embedded network beside real Fabric, byte by byte: what a peer answered to a proposal, and what it made of every block. The recording
 * is kept beside this file (README.md), so that the comparison runs where no Fabric is; where one is, a fresh recording is compared too.
 */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { missingFabric } from '../../../network/src/native/programs.ts';
import { testUnless } from '../../../network/testing/test-unless.ts';
import { freePort, startBasicChaincode } from '../fixtures/basic-chaincode/start-basic-chaincode.ts';
import { record } from './record.ts';
import { readRecording } from './recording.ts';
import type { Recording } from './recording.ts';
import { replay } from './replay.ts';
import type { Replay } from './replay.ts';

let chaincode: ChildProcess;
let address: string;
beforeAll(async () => {
  address = `127.0.0.1:${await freePort()}`;
  chaincode = await startBasicChaincode(address);
});
afterAll(() => void chaincode?.kill());

/** VALID, DUPLICATE_TXID, ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT (protos.TxValidationCode). */
const everyFlag = [0, 9, 10, 11, 12];
const flagsOf = ({ codes }: Replay): number[] => [...new Set(codes.flat())].sort((left, right) => left - right);

describe('what real Fabric v3.1.5 said', () => {
  let recording: Recording;
  let found: Replay;
  beforeAll(async () => {
    recording = readRecording(join(import.meta.dirname, 'recording.json.gz'));
    found = await replay(recording, address);
  });

  test('every read-write set, event and response has the same bytes', () => {
    expect(found.endorsed).toBe(35);
    expect(found.otherPayloads).toEqual([]);
  });

  test('every transaction has the same flag, every block the same commit hash', () => {
    expect(found.faults).toEqual([]);
    expect(found.codes).toHaveLength(recording.blocks.length);
    expect(flagsOf(found)).toEqual(everyFlag);
  });

  test('one changed byte in a write set is seen', async () => {
    const [first, ...rest] = recording.endorsed;
    const bytes = Buffer.from(first!.payload, 'base64');
    bytes[bytes.length - 20]! ^= 1;
    const blocks = recording.blocks.slice(0, first!.height + 1);
    const altered = { blocks, endorsed: [{ ...first!, payload: bytes.toString('base64') }, ...rest] };
    expect((await replay(altered, address)).otherPayloads.map(({ index }) => index)).toEqual([0]);
  });

  test('an altered block is refused', async () => {
    const blocks = recording.blocks.map((block) => Buffer.from(block, 'base64'));
    const sixth = blocks[6]!;
    // a byte of the data: then header and data do not match
    sixth[sixth.length >> 1]! ^= 1;
    const altered = { ...recording, blocks: blocks.map((block) => block.toString('base64')) };
    await expect(replay(altered, address)).rejects.toThrow('block 6');
  });
});

testUnless(missingFabric() === undefined ? undefined : `a fresh recording of Fabric: ${missingFabric()}`)(
  'a Fabric that runs here says the same today',
  async () => {
    const found = await replay(await record(), address);
    expect(found.otherPayloads).toEqual([]);
    expect(found.faults).toEqual([]);
    expect(flagsOf(found)).toEqual(everyFlag);
  },
  300_000,
);
