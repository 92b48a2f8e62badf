import { sha256Hex } from '@daunguon/proof';
import { Interface } from 'ethers';
import type { Rpc } from './json-rpc.ts';

const contract = new Interface([
  'function anchor(bytes32 origin, uint64 size, bytes32 root)',
  'function heads(address sender, bytes32 origin) view returns (uint64 size, uint64 time, bytes32 root)',
]);

/** What the contract holds of one sender and log; size 0 when nothing was anchored. */
export interface AnchorHead {
  readonly size: bigint;
  /** Of its block, seconds since 1970. */
  readonly time: bigint;
  readonly root: Uint8Array;
}

/** There is no anchor contract at that address of that chain; a call to nothing would succeed and anchor nothing. */
export class NoContract extends Error {
  override readonly name = 'NoContract';
}

const originHash = (origin: string): string => `0x${sha256Hex(origin)}`;

export const anchorCall = (origin: string, size: bigint, root: Uint8Array): string =>
  contract.encodeFunctionData('anchor', [originHash(origin), size, root]);

/** The sender's head as of the newest block. @throws NoContract */
export async function readHead(rpc: Rpc, address: string, sender: string, origin: string): Promise<AnchorHead> {
  const data = contract.encodeFunctionData('heads', [sender, originHash(origin)]);
  const answer = await rpc<string>('eth_call', [{ to: address, data }, 'latest']);
  if (answer.length !== 2 + 3 * 64) throw new NoContract(`no anchor contract at ${address}`);
  const [size, time, root] = contract.decodeFunctionResult('heads', answer);
  return { size: BigInt(size), time: BigInt(time), root: Uint8Array.from(Buffer.from(String(root).slice(2), 'hex')) };
}
