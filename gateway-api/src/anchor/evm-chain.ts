import type { FeeMarket } from './anchor-fees.ts';
import type { MinedAt } from './anchor-row.ts';
import { refusalOutcome, type BroadcastOutcome } from './broadcast-outcome.ts';
import { NodeError, type Rpc } from './json-rpc.ts';

export interface Receipt extends MinedAt {
  /** False: the call reverted; its nonce is spent all the same. */
  readonly succeeded: boolean;
}

interface Block {
  readonly number: string;
  readonly hash: string;
  readonly baseFeePerGas?: string;
}

/** The questions that the anchor worker asks an EVM node. `pending` is never asked for: nodes do not agree on what it means. */
export function evmChain(rpc: Rpc) {
  const block = (tag: string): Promise<Block | null> => rpc<Block | null>('eth_getBlockByNumber', [tag, false]);
  const hex = (value: number): string => `0x${value.toString(16)}`;
  return {
    /** `<chain id>/<genesis block hash>`. */
    async identity(): Promise<string> {
      const [chainId, genesis] = await Promise.all([rpc<string>('eth_chainId'), block('0x0')]);
      return `${BigInt(chainId)}/${genesis?.hash}`;
    },
    async market(): Promise<FeeMarket> {
      const [newest, tip] = await Promise.all([block('latest'), rpc<string>('eth_maxPriorityFeePerGas')]);
      return { baseFee: BigInt(newest?.baseFeePerGas ?? '0x0'), suggestedTip: BigInt(tip) };
    },
    /** Transactions of the account in the newest or the newest finalized block's state: the next nonce there. */
    async nonce(account: string, tag: 'latest' | 'finalized'): Promise<number> {
      return Number(await rpc<string>('eth_getTransactionCount', [account, tag]));
    },
    balance: async (account: string): Promise<bigint> =>
      BigInt(await rpc<string>('eth_getBalance', [account, 'latest'])),
    gas: async (from: string, to: string, data: string): Promise<bigint> =>
      BigInt(await rpc<string>('eth_estimateGas', [{ from, to, data }])),
    async receipt(txHash: string): Promise<Receipt | undefined> {
      const found = await rpc<{ status: string; blockNumber: string; blockHash: string } | null>(
        'eth_getTransactionReceipt',
        [txHash],
      );
      if (found === null) return undefined;
      const { status, blockNumber, blockHash } = found;
      return { txHash, blockNumber: Number(blockNumber), blockHash, succeeded: status === '0x1' };
    },
    /** True when the node has the transaction, in a block or in its pool. */
    knows: async (txHash: string): Promise<boolean> =>
      (await rpc<object | null>('eth_getTransactionByHash', [txHash])) !== null,
    /** True when the chain that the node follows has that block. */
    async isCanonical({ blockNumber, blockHash }: MinedAt): Promise<boolean> {
      return (await block(hex(blockNumber)))?.hash === blockHash;
    },
    /** Final: of the canonical chain, and not above the newest block that the network finalized. */
    async isFinal(at: MinedAt): Promise<boolean> {
      const finalized = await block('finalized');
      return finalized !== null && Number(finalized.number) >= at.blockNumber && (await this.isCanonical(at));
    },
    /** @throws NodeError when the node refuses for another reason, NodeUnreachable when it is unknown whether it took it. */
    async broadcast(raw: string): Promise<BroadcastOutcome> {
      try {
        await rpc<string>('eth_sendRawTransaction', [raw]);
        return 'accepted';
      } catch (error) {
        const outcome = error instanceof NodeError ? refusalOutcome(error.message) : undefined;
        if (outcome !== undefined) return outcome;
        throw error;
      }
    },
  };
}
export type EvmChain = ReturnType<typeof evmChain>;
