/** Compiles `anchor.sol` and writes `anchor.json`; the test beside it compiles again and compares. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileContract } from './compile-contract.ts';
import { deploymentAddress } from './deployment-address.ts';
import { readOptions } from '../src/read-options.ts';

const usage = `Biên dịch hợp đồng neo / Compiles the anchor contract.
  node network/evm/write-artefact.ts     writes network/evm/anchor.json: address, ABI and bytecode`;

const { values } = readOptions({ options: { help: { type: 'boolean', default: false } } }, usage);
if (values.help) console.log(usage);
else {
  const { contract, compiler, abi, bytecode } = compileContract(join(import.meta.dirname, 'anchor.sol'), 'Anchor');
  const artefact = { contract, compiler, address: deploymentAddress(bytecode), abi, bytecode };
  writeFileSync(join(import.meta.dirname, 'anchor.json'), `${JSON.stringify(artefact, null, 2)}\n`);
  console.log(artefact.address);
}
