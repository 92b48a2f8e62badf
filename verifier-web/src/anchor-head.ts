import { sha256Hex } from '@daunguon/proof';

/** A log's head as an EVM chain holds it (network/evm/anchor.sol). */
export interface AnchorHead {
  /** Leaves; 0n: this sender never anchored this log. */
  readonly size: bigint;
  /** Of its block, seconds since 1970. */
  readonly time: bigint;
  readonly root: Uint8Array;
}

/** What one node answered. */
export type NodeAnswer =
  { readonly url: string; readonly head: AnchorHead } | { readonly url: string; readonly error: string };

export interface AnchorReading {
  /** What all nodes that answered say; undefined when none answered, or when they differ. */
  readonly head: AnchorHead | undefined;
  /** How many said so. A single node is believed in everything: an auditor asks two of different operators. */
  readonly agreeing: number;
  readonly answers: readonly NodeAnswer[];
}

/** First four bytes of Keccak-256 of `heads(address,bytes32)`. */
const headsSelector = '0xe3b33594';
const timeoutMs = 10_000;

/**
 * Asks every node for `heads(sender, SHA-256(origin))` as of the newest finalized block. Nodes may stand at different blocks for a moment: a difference
 * in size alone is no proof of a lie, so each answer is returned. Never throws; runs in Node and browsers.
 */
export async function readHead(
  urls: readonly string[],
  contract: string,
  sender: string,
  origin: string,
): Promise<AnchorReading> {
  const data = headsSelector + sender.slice(2).toLowerCase().padStart(64, '0') + sha256Hex(origin);
  const answers = await Promise.all(
    urls.map((url) =>
      ask(url, contract, data).then(
        (head): NodeAnswer => ({ url, head }),
        (error: Error): NodeAnswer => ({ url, error: error.message }),
      ),
    ),
  );
  const heads = answers.flatMap((answer) => ('head' in answer ? [answer.head] : []));
  const agreed = new Set(heads.map(({ size, time, root }) => `${size} ${time} ${root.join()}`)).size === 1;
  return { head: agreed ? heads[0] : undefined, agreeing: agreed ? heads.length : 0, answers };
}

async function ask(url: string, contract: string, data: string): Promise<AnchorHead> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_call', params: [{ to: contract, data }, 'finalized'] }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { result, error } = (await response.json()) as { result?: unknown; error?: { message?: unknown } };
  if (error !== undefined) throw new Error(String(error.message));
  // Three words; anything else is no anchor contract, or no node.
  if (typeof result !== 'string' || !/^0x[0-9a-f]{192}$/i.test(result))
    throw new Error('no anchor contract answers there');
  const word = (at: number): string => result.slice(2 + at * 64, 66 + at * 64);
  const root = Uint8Array.from({ length: 32 }, (_, at) => parseInt(word(2).slice(at * 2, at * 2 + 2), 16));
  return { size: BigInt(`0x${word(0)}`), time: BigInt(`0x${word(1)}`), root };
}
