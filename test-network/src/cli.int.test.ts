/** The command line on a network of its own: what it prints, and what it refuses. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectByProfile } from '../scenarios/fabric-client/profile-client.ts';
import { freePort, startBasicChaincode } from '../scenarios/fixtures/basic-chaincode/start-basic-chaincode.ts';
import { runCli, startNetworkProcess } from '../scenarios/fixtures/network-process.ts';
import type { NetworkProcess } from '../scenarios/fixtures/network-process.ts';

const root = mkdtempSync(join(tmpdir(), 'daunguon-cli-'));
const data = join(root, 'data');
let chaincode: ChildProcess;
let network: NetworkProcess;

beforeAll(async () => {
  const address = `127.0.0.1:${await freePort()}`;
  chaincode = await startBasicChaincode(address);
  network = await startNetworkProcess(data, address);
  const client = connectByProfile(data, 'AgriMSP');
  await client.gateway.getNetwork('province').getContract('records').submitTransaction('put', 'lot', 'Bưởi da xanh');
  client.close();
});
afterAll(async () => {
  await network?.stop();
  chaincode?.kill();
  rmSync(root, { recursive: true, force: true });
});

test('status: every node, up or down, and the number of blocks', async () => {
  const up = (await runCli('status', '--data', data)).trim().split('\n');
  expect(up.filter((line) => /^up {3}(peer|orderer)\.\w+MSP grpcs:\/\/localhost:\d+$/.test(line))).toHaveLength(8);
  expect(up.at(-1)).toBe('blocks: 2');
  await network.stop();
  const down = (await runCli('status', '--data', data)).trim().split('\n');
  expect(down.filter((line) => line.startsWith('down '))).toHaveLength(8);
  expect(down.at(-1)).toBe('blocks: 2');
});

test('export-profile: profile, certificates, and secrets that only their owner reads', async () => {
  const target = join(root, 'exported');
  await runCli('export-profile', target, '--data', data);
  expect(JSON.parse(readFileSync(join(target, 'profile.json'), 'utf8'))).toMatchObject({ name: 'daunguon' });
  const secret = join(target, 'organisations/TradeMSP/admin/key.pem');
  expect((statSync(secret).mode & 0o777).toString(8)).toBe('600');
  await expect(runCli('export-profile', '--data', data)).rejects.toThrow('export-profile needs a folder');
});

test('faults: of organisations that there are, in a network that runs', async () => {
  const faults = (...args: string[]): Promise<string> => runCli('faults', ...args, '--data', data);
  await expect(faults('--down', 'peer.NobodyMSP')).rejects.toThrow('unknown organisation NobodyMSP; known: AgriMSP, ');
  await expect(faults('--slow', 'TechMSP')).rejects.toThrow(
    '--slow TechMSP: an organisation and milliseconds are meant',
  );
  await expect(faults('--cut', 'TechMSP')).rejects.toThrow('no network that runs on');
});

test('verify: an altered block is found, and the exit code says so', async () => {
  expect(await runCli('verify', '--data', data)).toBe('2 blocks, 0 faults\n');
  const database = new DatabaseSync(join(data, 'ledger.sqlite'));
  const { block } = database.prepare('SELECT block FROM blocks WHERE number = 1').get() as { block: Uint8Array };
  const altered = Buffer.from(block);
  altered[altered.lastIndexOf('Bưởi')] = 0x44;
  const write = database.prepare('UPDATE blocks SET block = ? WHERE number = 1');
  write.run(altered);
  const failure = await runCli('verify', '--data', data).catch(
    (error: unknown) => error as { code: number; stderr: string },
  );
  expect(failure).toMatchObject({ code: 1, stderr: 'block 1: header and data do not match\n' });
  write.run(block);
  database.close();
  expect(await runCli('verify', '--data', data)).toBe('2 blocks, 0 faults\n');
});

test('reset: only with --yes, and only a folder that holds a network', async () => {
  await expect(runCli('reset', '--data', data)).rejects.toThrow('repeat with --yes');
  expect(existsSync(join(data, 'ledger.sqlite'))).toBe(true);
  const other = join(root, 'photographs');
  mkdirSync(other);
  writeFileSync(join(other, 'one.jpg'), '');
  await expect(runCli('reset', '--yes', '--data', other)).rejects.toThrow('holds no network');
  expect(existsSync(join(other, 'one.jpg'))).toBe(true);
  await runCli('reset', '--yes', '--data', data);
  expect(existsSync(data)).toBe(false);
  await expect(runCli('status', '--data', data)).rejects.toThrow('start it first');
});

test('help, and what it does not know', async () => {
  const help = await runCli('--help');
  for (const command of ['start', 'status', 'verify', 'reset', 'export-profile', 'faults', 'revoke'])
    expect(help).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  await expect(runCli('dance')).rejects.toThrow('unknown command dance');
  await expect(runCli('revoke', '--data', data)).rejects.toThrow('revoke needs --msp and --crl');
});
