import { openCheckpoint, parseCheckpoint, parseNote } from '@daunguon/proof';
import type { TrustPolicy } from '@daunguon/proof';

/** Two heads of one size that the log itself signed, with different roots: anybody can check this evidence. */
export interface Equivocation {
  evidence: 'daunguon-equivocation/1';
  notes: [string, string];
}

/** The signed note of a bundle, if there is one. */
export function checkpointOf(bundle: unknown): string | undefined {
  const note: unknown =
    typeof bundle === 'object' && bundle !== null ? (bundle as Record<string, unknown>)['checkpoint'] : undefined;
  return typeof note === 'string' ? note : undefined;
}

/** Looks for a log that signed two histories, among the notes seen on this device (trust.md §3). */
export function findEquivocation(notes: readonly (string | undefined)[], policy: TrustPolicy): Equivocation | null {
  const seen = new Map<string, { root: string; note: string }>();
  for (const note of notes) {
    const head = note === undefined ? null : headOf(note);
    if (note === undefined || head === null || head.origin !== policy.origin) continue;
    const other = seen.get(head.size);
    if (other === undefined) seen.set(head.size, { root: head.root, note });
    // Signatures are verified only where it matters: almost always there is nothing to accuse anybody of.
    else if (other.root !== head.root && signedByLog(other.note, policy) && signedByLog(note, policy))
      return { evidence: 'daunguon-equivocation/1', notes: [other.note, note] };
  }
  return null;
}

function headOf(note: string): { origin: string; size: string; root: string } | null {
  try {
    const { origin, size, root } = parseCheckpoint(parseNote(note).text);
    return { origin, size: String(size), root: root.join() };
  } catch {
    return null; // malformed: proves nothing about anybody
  }
}

/** The log's own signature is enough to hold it to its word: a spoilt cosignature beside it must not hide the lie. */
function signedByLog(note: string, { tlog }: TrustPolicy): boolean {
  try {
    return (
      openCheckpoint(note, { ...tlog, witnesses: new Map(), groups: new Map(), quorum: 'none' }).logKeys.length > 0
    );
  } catch {
    return false;
  }
}
