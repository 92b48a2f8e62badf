/** The log on an embedded network: four cosigners in a process of their own, the gateway's log in this one, a chaincode that writes anything. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitRecord, type Bundle } from '@daunguon/proof';
import { bundleOf, type BundleWish } from '../../../gateway-api/src/log/bundle-of.ts';
import { openGatewayLog, type GatewayLog, type GatewayLogOptions } from '../../../gateway-api/src/log/gateway-log.ts';
import { writeTrustFiles } from '../../../gateway-api/src/log/trust-files.ts';
import { loadTopology } from '../../src/topology/topology.ts';
import { startClientNetwork, type ClientNetwork } from '../fixtures/client-network.ts';
import { freePort } from '../fixtures/basic-chaincode/start-basic-chaincode.ts';

const salt = '00112233445566778899aabbccddeeff';

export interface TestRecordState {
  readonly id: string;
  readonly version?: number;
  readonly status?: string;
  readonly body?: object;
}

/** The ledger value of a record, as the chaincode `records` writes it. */
const recordValue = ({ id, version = 1, status = 'active', body = { name: id } }: TestRecordState): string =>
  JSON.stringify({
    ...{ id, type: 'origin/batch', version, status, owner: 'U', body, salt, commitment: commitRecord(body, salt) },
    by: { msp: 'AgriMSP', unit: 'U', role: 'farmer', signing: 'custodial' },
  });

export interface LogNetwork {
  readonly network: ClientNetwork;
  readonly data: string;
  readonly log: GatewayLog;
  readonly logOptions: GatewayLogOptions;
  /** Folder of an organisation's cosigner. */
  folderOf(mspId: string): string;
  cosignerUrl(mspId: string): string;
  /** Writes records, one transaction each; the number of the last block. */
  write(...records: readonly TestRecordState[]): Promise<number>;
  submit(name: string, ...args: string[]): Promise<number>;
  bundle(id: string, wish?: BundleWish): Promise<Bundle>;
  startCosigners(): Promise<void>;
  killCosigners(): Promise<void>;
  openLog(): GatewayLog;
  stop(): Promise<void>;
}

const organisations = loadTopology(join(import.meta.dirname, '../../../network/topology.json')).organisations.filter(
  ({ peerPort }) => peerPort !== undefined,
);
const main = join(import.meta.dirname, '../../../gateway-api/src/cosigner/main.ts');
const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve();

export async function startLogNetwork(): Promise<LogNetwork> {
  const network = await startClientNetwork('basic');
  const data = mkdtempSync(join(tmpdir(), 'daunguon-log-'));
  const port = await freePort();
  const logKeyFile = join(data, 'log', 'vkey');
  const folderOf = (mspId: string): string => join(data, 'cosigners', mspId);
  const cosignerUrl = (mspId: string): string => `http://localhost:${port}/${mspId}`;
  const bodies = new Map<string, object>();
  let cosigners: ChildProcess | undefined;

  const startCosigners = async (): Promise<void> => {
    const child = spawn(process.execPath, [
      ...['--disable-warning=ExperimentalWarning', main, '--port', String(port), '--network', network.dataDir],
      ...['--data', join(data, 'cosigners'), '--log-key', logKeyFile, '--unregistered'],
      ...organisations.flatMap(({ mspId, domain }) => ['--organisation', `${mspId}=${domain}`]),
    ]);
    cosigners = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          said = (said + chunk.toString()).slice(-4000);
          if (/^ready /m.test(said)) resolve();
        });
      }
      child.once('exit', () => reject(new Error(`cosigners ended: ${said}`)));
    });
  };
  const killCosigners = async (): Promise<void> => {
    cosigners?.kill('SIGKILL');
    if (cosigners !== undefined) await ended(cosigners);
  };
  const logOptions: GatewayLogOptions = {
    ...{ dir: join(data, 'log'), trustDir: join(data, 'trust'), logHost: 'daunguon.local' },
    ...{ networkDir: network.dataDir, mspId: 'TechMSP', channel: 'province', chaincode: 'records' },
  };
  await startCosigners();
  let log = openGatewayLog(logOptions);
  await writeTrustFiles({
    ...{ folder: join(data, 'trust'), logKeyFile, quorum: 3, gateways: ['http://localhost:1'] },
    organisations: organisations.map(({ mspId, domain, nameVi, name }) => ({
      ...{ mspId, keyName: domain, nameVi, name, vkeyFile: join(folderOf(mspId), 'vkey'), url: cosignerUrl(mspId) },
    })),
  });

  const contract = network.connect('AgriMSP').getContract('records');
  const submit = async (name: string, ...args: string[]): Promise<number> => {
    const submitted = await contract.submitAsync(name, { arguments: args });
    const { blockNumber, successful, code } = await submitted.getStatus();
    if (!successful) throw new Error(`validation code ${code}`);
    return Number(blockNumber);
  };
  return {
    ...{ network, data, logOptions, submit, startCosigners, killCosigners, folderOf, cosignerUrl },
    get log() {
      return log;
    },
    async write(...records) {
      let last = -1;
      for (const record of records) {
        bodies.set(`${record.id} ${record.version ?? 1}`, record.body ?? { name: record.id });
        last = Math.max(last, await submit('put', `r/${record.id}`, recordValue(record)));
      }
      return last;
    },
    bundle(id, wish) {
      const head = log.head();
      if (head === undefined) throw new Error('nothing is published');
      return bundleOf(
        {
          ...{ log: log.store, map: log.map(), head, kept: log },
          indexOf: () => Promise.resolve(undefined),
          bodyOf: (leaf, of) => Promise.resolve({ body: bodies.get(`${of} ${leaf.n}`) as never, salt }),
        },
        id,
        wish,
      );
    },
    openLog: () => (log = openGatewayLog(logOptions)),
    async stop() {
      await log.stop();
      await killCosigners();
      await network.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Every file of a log but its dumps and keys, to compare two logs byte by byte. */
export const logFiles = (dir: string): Record<string, string> =>
  existsSync(dir)
    ? Object.fromEntries(
        readdirSync(dir)
          .filter((name) => name.endsWith('.bin'))
          .map((name) => [name, readFileSync(join(dir, name), 'base64')]),
      )
    : {};

export async function until<Value>(what: string, look: () => Value | undefined, ms = 30_000): Promise<Value> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
