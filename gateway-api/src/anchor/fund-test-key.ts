import type { Rpc } from './json-rpc.ts';

const testChainId = 31337n;
const enoughWei = 10n ** 18n;

/** Chain 31337 is that of anvil and its like: one machine makes the blocks, so an anchor there proves nothing to outsiders. */
export const isTestChain = (chainId: bigint): boolean => chainId === testChainId;

/** On a test chain the node's own account pays for the anchor key. Does nothing on any other chain. */
export async function fundTestKey(rpc: Rpc, address: string): Promise<void> {
  if (!isTestChain(BigInt(await rpc<string>('eth_chainId')))) return;
  if (BigInt(await rpc<string>('eth_getBalance', [address, 'latest'])) >= enoughWei) return;
  const [from] = await rpc<string[]>('eth_accounts');
  if (from === undefined) return;
  await rpc('eth_sendTransaction', [{ from, to: address, value: `0x${(10n * enoughWei).toString(16)}` }]);
}
