import { readKnownHead, writeKnownHead } from '../check/known-head.ts';
import type { KnownHead } from '../check/look-up.ts';

const key = (origin: string): string => `daunguon.head.${origin}`;

/** The newest head of this log that was proven on this device. */
export function knownHead(origin: string): KnownHead | null {
  try {
    return readKnownHead(localStorage.getItem(key(origin)), origin);
  } catch {
    return null; // storage forbidden by the browser: every look-up is a first one
  }
}

/** Keeps a proven head; never goes back, also not when another tab was faster. */
export function keepHead(head: KnownHead): void {
  const known = knownHead(head.origin);
  if (known !== null && known.size >= head.size) return;
  try {
    localStorage.setItem(key(head.origin), writeKnownHead(head));
  } catch {
    // storage forbidden or full
  }
}
