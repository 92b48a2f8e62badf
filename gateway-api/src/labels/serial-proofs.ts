import { proveSerial, serialKey, toBase64, type BundleSerials } from '@daunguon/proof';
import type { SerialStore } from './serial-store.ts';

/** Ids of the issues that a batch's body lists. */
export const issuesIn = (body: unknown): string[] => {
  const labels: unknown = (body as { labels?: unknown } | null | undefined)?.labels;
  if (!Array.isArray(labels)) return [];
  return labels.flatMap((issue: { id?: unknown } | null) => (typeof issue?.id === 'string' ? [issue.id] : []));
};

/**
 * What the issues of a batch's body show of a serial: the one that holds it, else all of them, each with the neighbours (docs/proof-format.md
 * §10). An issue drawn elsewhere shows nothing; the reader then cannot tell.
 */
export function serialProofs(store: Pick<SerialStore, 'source'>, body: unknown, serial: string): BundleSerials[] {
  const key = serialKey(serial);
  const shown: BundleSerials[] = [];
  for (const issue of issuesIn(body)) {
    const source = store.source(issue);
    if (source === undefined) continue;
    const leaves = proveSerial(key, source);
    const proof = {
      issue,
      leaves: leaves.map((leaf) => ({
        index: leaf.index,
        key: toBase64(leaf.key),
        inclusion: leaf.inclusion.map((hash) => toBase64(hash)),
      })),
    };
    if (leaves.some((leaf) => Buffer.compare(leaf.key, key) === 0)) return [proof];
    shown.push(proof);
  }
  return shown;
}
