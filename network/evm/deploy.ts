/** Deploys the anchor contract; see the usage. */
import { JsonRpcProvider, Wallet } from 'ethers';
import { readFileSync } from 'node:fs';
import { anchorArtefact } from './anchor-artefact.ts';
import { deployContract, devAccount, type Send } from './deploy-contract.ts';
import { readOptions } from '../src/read-options.ts';

const usage = `Đưa hợp đồng neo lên một chuỗi EVM / Deploys the anchor contract to an EVM chain.
  node network/evm/deploy.ts --rpc <URL> --key-file <file>   pays with that key (32 bytes in hexadecimal)
  node network/evm/deploy.ts --rpc <URL>                     pays from the node's own account (test chains)
Địa chỉ như nhau trên mọi chuỗi / The address is the same on every chain: ${anchorArtefact.address}
Chạy lại không tạo thêm gì / Running it again creates nothing more. Exit code 0: the contract stands.`;

const { values } = readOptions(
  {
    options: {
      rpc: { type: 'string' },
      'key-file': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  },
  usage,
);
if (values.help || values.rpc === undefined) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
const keyFile = values['key-file'];

function keySender(url: string, file: string): Send {
  const wallet = new Wallet(readFileSync(file, 'utf8').trim(), new JsonRpcProvider(url));
  return async (call) => (await wallet.sendTransaction(call)).hash;
}

try {
  const send = keyFile === undefined ? await devAccount(values.rpc) : keySender(values.rpc, keyFile);
  const { address, created } = await deployContract(values.rpc, anchorArtefact, send);
  console.log(`${created ? 'đã tạo / created' : 'đã có sẵn / stood already'}: ${address}`);
  process.exit(0);
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exit(1);
}
