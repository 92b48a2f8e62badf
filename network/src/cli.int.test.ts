/** The command line of the real network where nothing runs: what it cannot do it says, and what is missing. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';

const root = mkdtempSync(join(tmpdir(), 'daunguon-network-'));
const data = join(root, 'network');
// no docker and no kubectl are found in an empty folder
const env = { ...process.env, FABRIC_BIN: root, PATH: root };
const network = (...args: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args, '--data', data], { env });

afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  [['sideways'], 'unknown command sideways'],
  [['up', '--on', 'cloud'], '--on cloud: native, compose, kubernetes are known'],
  [['run', '--on', 'compose'], 'run is not known --on compose'],
  [['up', '--off'], "Unknown option '--off'"],
  [['up', '--port-offset', 'x'], '--port-offset is no whole number'],
  [['up'], `FABRIC_BIN=${root} lacks peer, orderer, configtxgen, osnadmin`],
  [
    ['up', '--on', 'compose'],
    '--on compose needs docker with its compose plugin and a running daemon. docker: not found',
  ],
  [
    ['up', '--on', 'kubernetes'],
    '--on kubernetes needs kubectl and a cluster with bevel-operator-fabric. kubectl: not found',
  ],
])('%j', async (args, words) => {
  await expect(network(...args)).rejects.toThrow(words);
});

test('a change of a network that does not run', async () => {
  for (const command of ['add-org', 'renew-certificates', 'upgrade-chaincode'])
    await expect(network(command)).rejects.toThrow(`no network runs in ${data}: start it with "up" first`);
});
