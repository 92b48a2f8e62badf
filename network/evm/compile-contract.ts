import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import solc from 'solc';

/** What a deployer and a caller need of a compiled contract; `bytecode` is the creation code in hexadecimal with 0x. */
export interface ContractArtefact {
  readonly contract: string;
  readonly compiler: string;
  readonly abi: readonly object[];
  readonly bytecode: string;
}

interface Output {
  readonly errors?: readonly { readonly formattedMessage: string }[];
  readonly contracts?: Record<
    string,
    Record<
      string,
      { readonly abi: readonly object[]; readonly evm: { readonly bytecode: { readonly object: string } } }
    >
  >;
}

/**
 * Compiles one Solidity file. Metadata is left out and the EVM version is fixed, so that the bytes depend on nothing but
 * the source and the pinned compiler. @throws with the compiler's own text on any error or warning.
 */
export function compileContract(file: string, contract: string): ContractArtefact {
  const name = basename(file);
  const input = {
    language: 'Solidity',
    sources: { [name]: { content: readFileSync(file, 'utf8') } },
    settings: {
      // 10,000 runs: the contract is deployed once and called every day.
      optimizer: { enabled: true, runs: 10_000 },
      evmVersion: 'cancun',
      metadata: { appendCBOR: false, bytecodeHash: 'none' },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as Output;
  const said = output.errors?.map((error) => error.formattedMessage).join('\n');
  const compiled = output.contracts?.[name]?.[contract];
  if (said !== undefined || compiled === undefined) throw new Error(said ?? `${name} has no contract ${contract}`);
  const pragma = /pragma solidity ([\d.]+);/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'unknown';
  return { contract, compiler: pragma, abi: compiled.abi, bytecode: `0x${compiled.evm.bytecode.object}` };
}
