import type { KnownHead } from './look-up.ts';

/** A known head as JSON text, for a browser's storage or a state file. */
export function writeKnownHead({ origin, size, root, note }: KnownHead): string {
  return JSON.stringify({ origin, size: String(size), root: [...root], note });
}

/** Reads what writeKnownHead wrote; null for anything else or another log: a broken memory is no memory, not an error. */
export function readKnownHead(text: string | null, origin: string): KnownHead | null {
  try {
    const { origin: stored, size, root, note } = JSON.parse(text ?? '') as Record<string, unknown>;
    if (stored !== origin || typeof size !== 'string' || !/^\d{1,20}$/.test(size)) return null;
    if (typeof note !== 'string' || !Array.isArray(root) || root.length !== 32) return null;
    return { origin, size: BigInt(size), root: Uint8Array.from(root as number[]), note };
  } catch {
    return null;
  }
}
