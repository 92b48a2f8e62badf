import { formatTlogProof, fromBase64 } from '@daunguon/proof';
import { objectField } from './body-fields.ts';
import { checkpointOf } from './equivocation.ts';

/** What the `extra` line of our .tlog-proof files holds: the leaf that is proven, and what it commits to. */
export interface TlogProofExtra {
  id: unknown;
  leaf: string;
  body?: unknown;
  salt?: unknown;
}

/**
 * The inclusion of a bundle's record leaf as a C2SP tlog-proof file, for tools of others. It proves what was recorded, never that it still
 * holds: that needs the map. Null where the bundle has no record.
 */
export function tlogProofOf(bundle: unknown): string | null {
  const root = objectField({ bundle }, 'bundle');
  const { leaf, index, inclusion } = objectField(root, 'record');
  const checkpoint = checkpointOf(bundle);
  if (typeof leaf !== 'string' || !Number.isSafeInteger(index) || !Array.isArray(inclusion)) return null;
  const proof = inclusion.map((hash) => (typeof hash === 'string' ? fromBase64(hash) : undefined));
  if (checkpoint === undefined || !proof.every((hash) => hash !== undefined)) return null;
  const extra: TlogProofExtra = { id: root['id'], leaf, body: root['body'], salt: root['salt'] };
  try {
    const bytes = new TextEncoder().encode(JSON.stringify(extra));
    return formatTlogProof({ extra: bytes, index: BigInt(index as number), proof, checkpoint });
  } catch {
    return null; // a note or proof of the wrong shape is no file either
  }
}
