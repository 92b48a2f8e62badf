import type { Presented, TrustPolicy } from '@daunguon/proof';

/** What this device could prove of a record. */
export type Proven =
  /** `block`: the last one that the checkpoint covers; the record's newest version by then is what was proven. */
  | { readonly kind: 'proven'; readonly code: string; readonly size: string; readonly block: number }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'no-policy' };

let kept: Promise<TrustPolicy | null> | null = null;
const loadPolicy = async (): Promise<TrustPolicy | null> => {
  const [text, json] = await Promise.all([fetch('/policy.txt'), fetch('/policy.json')]);
  if (!text.ok || !json.ok) return null;
  const { readTrustPolicy } = await import('@daunguon/proof');
  return readTrustPolicy(await text.text(), await json.json());
};

/** The trust policy beside the page, asked for again where there was none; null without one. */
export async function trustPolicy(): Promise<TrustPolicy | null> {
  kept ??= loadPolicy();
  const trusted = await kept.catch(() => null);
  if (trusted === null) kept = null;
  return trusted;
}

/**
 * Verifies the newest receipt of a record here, against the trust policy beside the page: the same `verify()` as the public verifier's. The
 * gateway's own word counts for nothing. `presented`: contents that this device alone has, of a record that the ledger knows by its commitment.
 * Never throws: what cannot be fetched is not proven yet.
 */
export async function checkReceipt(id: string, now: () => number = Date.now, presented?: Presented): Promise<Proven> {
  try {
    const trusted = await trustPolicy();
    if (trusted === null) return { kind: 'no-policy' };
    const answer = await fetch(`/r/${id}`);
    if (!answer.ok) return { kind: 'not-yet' };
    const { parseBundle, verdictOf, verify } = await import('@daunguon/proof');
    const bundle: unknown = await answer.json();
    const verification = verify({
      ...{ bundle, id, policy: trusted, now: now() },
      ...(presented === undefined ? {} : { presented }),
    });
    if (verification.authenticity !== 'authentic') return { kind: 'not-yet' };
    const { code } = verdictOf(verification, { now: now() });
    const { block } = parseBundle(bundle).state.leaf;
    return { kind: 'proven', code, size: String(verification.head?.size ?? ''), block };
  } catch {
    return { kind: 'not-yet' };
  }
}
