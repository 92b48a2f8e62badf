/** The test chain as a process of its own; see the usage. */
import { parseArgs } from 'node:util';
import { anchorArtefact } from './anchor-artefact.ts';
import { keepTestChain } from './keep-test-chain.ts';
import { testChainMark } from './test-chain.ts';

const usage = `Chuỗi EVM trên máy này / An EVM chain on this machine: ${testChainMark}.
  node network/evm/test-chain-main.ts --data <folder> [--port 8545] [--allow-origin <web origin>]`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '8545' },
    'allow-origin': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const { data, port, 'allow-origin': allowOrigin } = values;
if (values.help || data === undefined) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
const options = { data, port: Number(port), ...(allowOrigin === undefined ? {} : { allowOrigin }) };
const chain = await keepTestChain(options, (line) => console.error(line));
if (chain === undefined) {
  console.error(`npm không có anvil cho máy này / npm has no anvil for ${process.platform}-${process.arch}`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void chain.stop().then(() => process.exit(0)));
console.log(`ready evm ${chain.url} anchor ${anchorArtefact.address} (${testChainMark})`);
