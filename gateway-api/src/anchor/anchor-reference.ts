import type { AnchorRow } from './anchor-row.ts';

/** Where a head of the log stands on an EVM chain; goes into proof bundles. Anybody checks it with one call of `heads(sender, origin)`. */
export interface AnchorReference {
  readonly chainId: number;
  /** Address of the contract. */
  readonly contract: string;
  readonly sender: string;
  readonly origin: string;
  /** Leaves of the anchored head, which may be more than were asked for. */
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly txHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  /** MINED may still be reorganised away. */
  readonly state: 'MINED' | 'FINAL';
}

export function anchorReference(row: AnchorRow): AnchorReference | undefined {
  if (row.mined === undefined) return undefined;
  const { contract, sender, origin, size, root, mined, state } = row;
  const chainId = Number(row.chain.split('/')[0]);
  return { chainId, contract, sender, origin, size, root, ...mined, state: state === 'FINAL' ? 'FINAL' : 'MINED' };
}

/** Its form in a proof bundle (docs/proof-format.md, section 6). @throws RangeError above 2^53 - 1 leaves */
export function anchorJson({ chainId, contract, sender, size, root, txHash, blockNumber }: AnchorReference) {
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('size has no exact JSON number');
  const base64 = Buffer.from(root).toString('base64');
  return { chainId, contract, sender, size: Number(size), root: base64, txHash, blockNumber };
}
