import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorArtefact } from './anchor-artefact.ts';
import { anvilBinary, startAnvil, type Anvil } from './anvil.ts';
import { deployContract, devAccount } from './deploy-contract.ts';
import { rpc } from './rpc.ts';

/** Every text that shows the test chain says so. */
export const testChainMark =
  'neo thử nghiệm, không chứng minh gì với người ngoài / test anchor, proves nothing to outsiders';

export interface TestChainOptions {
  /** Folder of the chain. */
  readonly data: string;
  readonly port: number;
  /** Web origin whose pages may read the chain. */
  readonly allowOrigin?: string;
}

/** The test chain of `npm start`: anvil with its chain on disk and the anchor contract deployed. Undefined where npm has no anvil for the platform. */
export async function startTestChain(options: TestChainOptions): Promise<Anvil | undefined> {
  const binary = anvilBinary();
  if (binary === undefined) return undefined;
  const { data, port, allowOrigin } = options;
  const pidFile = join(data, 'anvil.pid');
  mkdirSync(data, { recursive: true });
  await endOrphan(pidFile, `http://127.0.0.1:${port}`);
  const stateFile = join(data, 'chain.json');
  const anvil = await startAnvil(binary, { port, stateFile, ...(allowOrigin === undefined ? {} : { allowOrigin }) });
  writeFileSync(pidFile, String(anvil.child.pid));
  const settling = setInterval(() => void settle(anvil.url).catch(() => undefined), 2000);
  anvil.child.once('close', () => {
    clearInterval(settling);
    rmSync(pidFile, { force: true });
  });
  await deployContract(anvil.url, anchorArtefact, await devAccount(anvil.url));
  return anvil;
}

/** Blocks are made when a transaction comes. Two empty ones on top make it final, instead of a block every few seconds for ever. */
async function settle(url: string): Promise<void> {
  const latest = await rpc<{ transactions: string[] }>(url, 'eth_getBlockByNumber', ['latest', false]);
  if (latest.transactions.length > 0) await rpc(url, 'anvil_mine', ['0x2']);
}

/** An anvil that outlived its launcher (kill -9) holds the port and the state file. Ours only: our process id, and anvil on our port. */
async function endOrphan(pidFile: string, url: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const version = await rpc<string>(url, 'web3_clientVersion').catch(() => '');
  if (!version.startsWith('anvil/')) return;
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
  while (await rpc(url, 'web3_clientVersion').catch(() => undefined))
    await new Promise((resolve) => setTimeout(resolve, 50));
}
