import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { anchorArtefact } from './anchor-artefact.ts';
import { compileContract } from './compile-contract.ts';
import { deploymentAddress } from './deployment-address.ts';

describe('the committed artefact of the anchor contract', () => {
  test('is what the pinned compiler makes of the source', () => {
    const { abi, bytecode, compiler } = compileContract(join(import.meta.dirname, 'anchor.sol'), 'Anchor');
    expect(bytecode).toBe(anchorArtefact.bytecode);
    expect(abi).toEqual(anchorArtefact.abi);
    expect(compiler).toBe(anchorArtefact.compiler);
  });

  test('names the address that its bytecode has on every chain', () => {
    expect(anchorArtefact.address).toBe('0x53B5Ad726857872528b3d8D2F703a86E86FC3576');
    expect(deploymentAddress(anchorArtefact.bytecode)).toBe(anchorArtefact.address);
  });

  test('offers one function that writes, and nothing that an owner could call', () => {
    const names = anchorArtefact.abi.map((entry) => Object(entry) as { type: string; name?: string });
    expect(names.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      'error NotGreater',
      'event Anchored',
      'function anchor',
      'function heads',
    ]);
  });
});
