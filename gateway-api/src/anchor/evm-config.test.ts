import { describe, expect, test } from '@jest/globals';
import { anchorArtefact } from '../../../network/evm/anchor-artefact.ts';
import { readEvmConfig } from './evm-config.ts';

const DN_EVM_RPC_URL = 'http://127.0.0.1:8545';

describe('settings of the EVM anchor', () => {
  test('without a node there is no anchor', () => {
    expect(readEvmConfig({})).toBeUndefined();
  });

  test('have defaults, the contract at the address of the committed artefact', () => {
    expect(readEvmConfig({ DN_EVM_RPC_URL })).toEqual({
      rpcUrl: 'http://127.0.0.1:8545',
      contract: '0x53B5Ad726857872528b3d8D2F703a86E86FC3576',
      maxFeePerGasWei: 50_000_000_000n,
      everySeconds: 60,
      bumpAfterSeconds: 180,
      pollSeconds: 2,
    });
    expect(anchorArtefact.address).toBe('0x53B5Ad726857872528b3d8D2F703a86E86FC3576');
  });

  test('a ceiling may be a fraction of a gwei', () => {
    expect(readEvmConfig({ DN_EVM_RPC_URL, DN_EVM_MAX_FEE_GWEI: '0.25' })?.maxFeePerGasWei).toBe(250_000_000n);
  });

  test.each([
    ['DN_EVM_RPC_URL', 'ws://127.0.0.1'],
    ['DN_EVM_CONTRACT', '0x53B5'],
    ['DN_EVM_MAX_FEE_GWEI', '0'],
    ['DN_EVM_EVERY_SECONDS', 'daily'],
    ['DN_EVM_POLL_SECONDS', '-2'],
  ])('a bad %s is refused by name', (name, value) => {
    expect(() => readEvmConfig({ DN_EVM_RPC_URL, [name]: value })).toThrow(name);
  });
});
