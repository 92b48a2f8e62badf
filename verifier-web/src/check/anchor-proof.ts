import { consistencyProof, proveFromTiles, tilePath, verify } from '@daunguon/proof';
import type { AnchorSource, Step, TrustPolicy } from '@daunguon/proof';
import { readHead } from '../anchor-head.ts';
import type { AnchorReading } from '../anchor-head.ts';

/** An account of the policy whose anchors count, and the EVM nodes (JSON-RPC) that are asked. */
export interface AnchorNodes extends AnchorSource {
  urls: readonly string[];
}

export interface AnchorCheck {
  reading: AnchorReading;
  /** The step `anchor` of a verification with the head that was read; undefined where no head could be read. */
  step: Step | undefined;
}

export interface AnchorInput {
  bundle: unknown;
  id: string;
  policy: TrustPolicy;
  now: number;
  /** Size of the bundle's proven checkpoint. */
  size: bigint;
  anchor: AnchorNodes;
  /** Gateway or mirror whose tiles prove that the checkpoint extends the anchored head. */
  log: string;
}

/** Asks the chain itself for the anchored head and verifies once more with it. Never throws. */
export async function checkAnchor({ bundle, id, policy, now, size, anchor, log }: AnchorInput): Promise<AnchorCheck> {
  const reading = await readHead(anchor.urls, anchor.contract, anchor.sender, policy.origin);
  const { head } = reading;
  if (head === undefined || head.size === 0n) return { reading, step: undefined };
  const proof = head.size < size ? await extension(head.size, size, log) : [];
  if (proof === undefined) return { reading, step: unread };
  const anchorHead = { size: head.size, root: head.root, proof };
  const { steps } = verify({ bundle, id, policy, now, anchorHead });
  return { reading, step: steps.find(({ name }) => name === 'anchor') };
}

const unread: Step = {
  name: 'anchor',
  result: 'unknown',
  detail: 'the tiles that prove that the log extends the anchored head could not be read',
};

/** The proof may come from anybody; undefined where nobody gave one, which accuses nobody. */
async function extension(from: bigint, to: bigint, log: string): Promise<Uint8Array[] | undefined> {
  const fetchTile = async (level: number, index: bigint, width: number): Promise<Uint8Array> => {
    const response = await fetch(`${log}/log/${tilePath(level, index, width)}`, {
      credentials: 'omit',
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`tile: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  return proveFromTiles(to, fetchTile, (read) => consistencyProof(from, to, read)).catch(() => undefined);
}

/** Where the chain may be asked: `rpc` of each anchor in policy.json, an address list beside what the policy trusts. */
export function anchorNodes(policy: TrustPolicy, policyJson: unknown): AnchorNodes[] {
  const listed: unknown = (policyJson as { anchors?: unknown } | null)?.anchors;
  return policy.anchors.map((anchor, at) => {
    const rpc: unknown = Array.isArray(listed) ? (listed[at] as { rpc?: unknown } | undefined)?.rpc : undefined;
    return { ...anchor, urls: Array.isArray(rpc) ? rpc.filter((url) => typeof url === 'string') : [] };
  });
}
