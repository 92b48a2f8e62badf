/** The test chain of `npm start`: anvil with its chain on disk and the anchor contract deployed; see the usage. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { anchorArtefact } from './anchor-artefact.ts';
import { anvilBinary, startAnvil } from './anvil.ts';
import { deployContract, devAccount } from './deploy-contract.ts';
import { rpc } from './rpc.ts';

const usage = `Chuỗi EVM thử nghiệm: neo thử, không chứng minh gì với người ngoài.
A test EVM chain: a test anchor, proves nothing to outsiders.
  node network/evm/test-chain.ts --data <folder> [--port 8545] [--allow-origin <web origin>]`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '8545' },
    'allow-origin': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const binary = anvilBinary();
if (values.help || values.data === undefined || binary === undefined) {
  console.log(
    binary === undefined ? `npm không có anvil cho máy này / npm has no anvil for this platform\n${usage}` : usage,
  );
  process.exit(values.help ? 0 : 2);
}

const pidFile = join(values.data, 'anvil.pid');
const origin = values['allow-origin'];
mkdirSync(values.data, { recursive: true });
await endOrphan(`http://127.0.0.1:${values.port}`);
const anvil = await startAnvil(binary, {
  port: Number(values.port),
  stateFile: join(values.data, 'chain.json'),
  ...(origin === undefined ? {} : { allowOrigin: origin }),
});
writeFileSync(pidFile, String(anvil.child.pid));
anvil.child.once('close', (code) => {
  rmSync(pidFile, { force: true });
  process.exit(code === 0 ? 0 : 1);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void anvil.stop());

const { address } = await deployContract(anvil.url, anchorArtefact.bytecode, await devAccount(anvil.url));
setInterval(() => void settle().catch(() => undefined), 2000);
console.log(`ready evm ${anvil.url} anchor ${address} (neo thử nghiệm / test anchor, proves nothing to outsiders)`);

/** Blocks are made when a transaction comes. Two empty ones on top make it final, instead of a block every few seconds for ever. */
async function settle(): Promise<void> {
  const latest = await rpc<{ transactions: string[] }>(anvil.url, 'eth_getBlockByNumber', ['latest', false]);
  if (latest.transactions.length > 0) await rpc(anvil.url, 'anvil_mine', ['0x2']);
}

/** An anvil that outlived its launcher (kill -9) holds the port and the state file. Ours only: our process id, and anvil on our port. */
async function endOrphan(url: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const version = await rpc<string>(url, 'web3_clientVersion').catch(() => '');
  if (!version.startsWith('anvil/')) return;
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
  while (await rpc(url, 'web3_clientVersion').catch(() => undefined)) await new Promise((r) => setTimeout(r, 50));
}
