/**
 * The command line of the real network, on Fabric's own programs: from nothing to blocks; an organisation more, new certificates for every node
 * and a new definition of the chaincode while it runs; down again, and up again as it was.
 */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { missingFabric } from '../../../network/src/native/programs.ts';
import { nodeFolder } from '../../../network/src/node-folders.ts';
import type { NodeKind } from '../../../network/src/node-folders.ts';
import type { Topology, TopologyOrganisation } from '../../../network/src/topology.ts';
import { describeUnless } from '../../../network/testing/test-unless.ts';
import { administratorGateway } from '../../src/fabric/profile-gateway.ts';

jest.setTimeout(600_000);

const cli = join(import.meta.dirname, '../../../network/src/cli.ts');
const root = mkdtempSync(join(tmpdir(), 'daunguon-native-'));
const data = join(root, 'network');
const topologyFile = join(root, 'topology.json');
const base = JSON.parse(readFileSync(join(import.meta.dirname, '../../../network/topology.json'), 'utf8')) as Topology;
const chaincode = base.chaincodes[0]!;
let topology = base;
const write = (changes: Partial<Topology>): void => {
  topology = { ...topology, ...changes };
  writeFileSync(topologyFile, JSON.stringify(topology));
};
const chaincodeServer = join(import.meta.dirname, '../fixtures/basic-chaincode/basic-chaincode.ts');
const options = ['--data', data, '--topology', topologyFile, '--port-offset', '3113'];
const network = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [cli, ...args, ...options, '--chaincode-server', chaincodeServer]))
    .stdout;

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A client of one organisation's peer: a write that is committed, the answer of another peer's read. */
const put = async (mspId: string, key: string): Promise<void> => {
  const { gateway, close } = administratorGateway(data, mspId);
  await gateway.getNetwork(base.channel).getContract(chaincode.name).submitTransaction('put', key, mspId);
  close();
};
const get = async (mspId: string, key: string): Promise<string> => {
  const { gateway, close } = administratorGateway(data, mspId);
  const answer = await gateway.getNetwork(base.channel).getContract(chaincode.name).evaluateTransaction('get', key);
  close();
  return Buffer.from(answer).toString();
};
/** Peers commit each at its own pace. */
const eventually = async (mspId: string, key: string, expected: string): Promise<void> => {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100))
    if ((await get(mspId, key).catch(() => '')) === expected) return;
  expect(await get(mspId, key)).toBe(expected);
};

/** Writes until it is stopped, repeating what is refused. @returns what was acknowledged, and the longest time without an acknowledgement */
const writing = (mspId: string): (() => Promise<{ acknowledged: string[]; longestMs: number }>) => {
  const acknowledged: string[] = [];
  let [stopped, longestMs, last] = [false, 0, performance.now()];
  const loop = (async () => {
    for (let n = 0; !stopped; n += 1) {
      const key = `during-${n}`;
      while (
        !(await put(mspId, key).then(
          () => true,
          () => false,
        ))
      )
        await sleep(100);
      acknowledged.push(key);
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }
  })();
  return async () => {
    stopped = true;
    await loop;
    return { acknowledged, longestMs };
  };
};

const certificates = (kind: NodeKind, mspIds: readonly string[]): string[] =>
  mspIds.flatMap((mspId) => {
    const { msp, tls } = nodeFolder(data, mspId, kind);
    return [tls.certificate, join(msp, 'signcerts', 'cert.pem')]
      .filter((file) => existsSync(file))
      .map((file) => new X509Certificate(readFileSync(file)).serialNumber);
  });

const missing = missingFabric();
const peers = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'];
const port: TopologyOrganisation = {
  ...{ mspId: 'PortMSP', domain: 'port.daunguon.local', nameVi: 'Cảng vụ', name: 'Port authority' },
  ...{ peerPort: 11051, chaincodePort: 11052, ordererPort: 11050, ordererAdminPort: 11054 },
};

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
    await put('AgriMSP', 'first');
    await eventually('TechMSP', 'first', 'AgriMSP');
  });

  test('add-org: a fifth organisation with peer, orderer and chaincode server writes and reads', async () => {
    await expect(network('add-org')).rejects.toThrow('takes part in the channel already: nothing to add');
    write({ organisations: [...base.organisations, port] });
    // before it takes part, the others go on without it
    expect(await network('status')).not.toContain('PortMSP');
    expect(await network('add-org')).toMatch(/PortMSP tham gia kênh/);
    const lines = await network('status');
    expect(lines).toMatch(/^up {3}orderer\.PortMSP/m);
    expect(lines).toMatch(/^up {3}peer\.PortMSP localhost:\d+ \d+ blocks$/m);
    await put('PortMSP', 'from-the-port');
    await eventually('AgriMSP', 'from-the-port', 'PortMSP');
    // what was written before it came
    await eventually('PortMSP', 'first', 'AgriMSP');
  });

  test('renew-certificates: every node has new ones, and what was acknowledged meanwhile is there', async () => {
    const all = [...peers, 'PortMSP'];
    const kinds = ['peer', 'orderer', 'chaincode', 'admin'] as const;
    const before = kinds.flatMap((kind) => certificates(kind, all));
    const stop = writing('EduMSP');
    await network('renew-certificates');
    const { acknowledged, longestMs } = await stop();
    console.warn(
      `renewal of 5 organisations: ${acknowledged.length} writes, longest pause ${Math.round(longestMs)} ms`,
    );
    const after = kinds.flatMap((kind) => certificates(kind, all));
    expect(after).toHaveLength(5 * (2 + 2 + 1 + 1));
    expect(after.filter((serial) => before.includes(serial))).toEqual([]);
    await put('PortMSP', 'after-the-renewal');
    await eventually('TechMSP', 'after-the-renewal', 'PortMSP');
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const key of acknowledged) await eventually('AgriMSP', key, 'EduMSP');
  });

  test('upgrade-chaincode: another version and policy as the next sequence, while it runs', async () => {
    await expect(network('upgrade-chaincode')).rejects.toThrow('records is 1.0 already');
    const endorsementPolicy = "OutOf(2, 'AgriMSP.peer', 'EduMSP.peer', 'PortMSP.peer')";
    write({ chaincodes: [{ ...chaincode, version: '1.1', endorsementPolicy }] });
    expect(await network('upgrade-chaincode')).toMatch(/Chaincode, sequence 2$/m);
    await put('PortMSP', 'after-the-upgrade');
    await eventually('HealthMSP', 'after-the-upgrade', 'PortMSP');
    await eventually('HealthMSP', 'first', 'AgriMSP');
  });

  test('down and up: as it was, with the newcomer and nothing defined anew', async () => {
    const height = /peer\.PortMSP \S+ (\d+) blocks/.exec(await network('status'))?.[1];
    await network('down');
    expect(await network('up')).toMatch(/Chaincode, sequence 2$/m);
    expect(await network('status')).toContain(` ${height} blocks`);
    await put('TechMSP', 'again');
    await eventually('PortMSP', 'again', 'TechMSP');
  });

  test('down leaves the data, and --yes takes it away', async () => {
    await network('down');
    expect(existsSync(join(data, 'genesis.block'))).toBe(true);
    await network('down', '--yes');
    expect(existsSync(data)).toBe(false);
  });
});
