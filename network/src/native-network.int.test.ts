/** The command line of the real network, on Fabric's own programs: from nothing to blocks, a new definition of the chaincode, and down again. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeUnless } from '../testing/test-unless.ts';
import { missingFabric } from './native/programs.ts';
import type { Topology } from './topology.ts';

jest.setTimeout(240_000);

const cli = join(import.meta.dirname, 'cli.ts');
const root = mkdtempSync(join(tmpdir(), 'daunguon-native-'));
const data = join(root, 'network');
const topologyFile = join(root, 'topology.json');
const topology = JSON.parse(readFileSync(join(import.meta.dirname, '../topology.json'), 'utf8')) as Topology;
const write = (changes: Partial<Topology['chaincodes'][number]>): void =>
  writeFileSync(
    topologyFile,
    JSON.stringify({ ...topology, chaincodes: [{ ...topology.chaincodes[0]!, ...changes }] }),
  );
const options = ['--data', data, '--topology', topologyFile, '--port-offset', '3113'];
const network = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [cli, ...args, ...options])).stdout;

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what it cannot do it says, and what is missing', async () => {
  await expect(network('up', '--on', 'compose')).rejects.toThrow('--on compose: only native is built');
  await expect(network('sideways')).rejects.toThrow('unknown command sideways');
  const without = promisify(execFile)(process.execPath, [cli, 'up'], { env: { ...process.env, FABRIC_BIN: root } });
  await expect(without).rejects.toThrow(`FABRIC_BIN=${root} lacks peer, orderer, configtxgen, osnadmin`);
});

const missing = missingFabric();
describeUnless(missing && `the native network: ${missing}`)('the native network', () => {
  beforeAll(async () => {
    write({});
    await network('up');
  });
  afterAll(async () => {
    await network('down', '--yes').catch(() => undefined);
  });

  test('four peers at one height, four orderers, a chaincode server for each organisation', async () => {
    const lines = (await network('status')).trim().split('\n');
    expect(lines.filter((line) => /^up {3}orderer\.\w+MSP localhost:\d+$/.test(line))).toHaveLength(4);
    // the first block, four approvals, one commit
    expect(lines.filter((line) => /^up {3}peer\.\w+MSP localhost:\d+ 6 blocks$/.test(line))).toHaveLength(4);
    expect(lines.filter((line) => /^up {3}chaincode\./.test(line))).toHaveLength(4);
  });

  test('again with another version and policy: the next sequence, once', async () => {
    await network('down');
    write({ version: '1.1', endorsementPolicy: "OutOf(2, 'AgriMSP.peer', 'EduMSP.peer', 'TechMSP.peer')" });
    expect(await network('up')).toMatch(/Chaincode, sequence 2$/m);
    await network('down');
    expect(await network('up')).toMatch(/Chaincode, sequence 2$/m);
    // four more approvals, one more commit, and no more the second time
    expect(await network('status')).toContain(' 11 blocks');
  });

  test('down leaves the data, and --yes takes it away', async () => {
    await network('down');
    expect(existsSync(join(data, 'genesis.block'))).toBe(true);
    await network('down', '--yes');
    expect(existsSync(data)).toBe(false);
  });
});
