import type { Verification } from '@daunguon/proof';

/** Everything somebody else needs to repeat a verdict: `npx daunguon-verify <file>` reads it. */
export interface EvidenceFile {
  evidence: 'daunguon-evidence/1';
  savedAt: string;
  /** Record id, or path of the GS1 Digital Link that was asked for. */
  asked: string;
  /** Address of the gateway or mirror that served the bundle, or `saved`, `file`. */
  source: string;
  bundle: unknown;
  /** The head known on the device before, as its signed note: with a bundle that does not extend it, a suspicion to be settled. */
  lastHead: string | null;
  /** The policy it was judged by; whoever reads the file judges it by their own. */
  policy: { text: string; json: unknown };
  /** What was found then; a reader verifies again. */
  verification: unknown;
}

export function evidenceFile(
  given: Omit<EvidenceFile, 'evidence' | 'verification'> & { verification: Verification },
): string {
  return `${toJson({ evidence: 'daunguon-evidence/1', ...given })}\n`;
}

/** JSON of values that hold bigint (as decimal text), bytes (as hexadecimal) and maps. */
export function toJson(value: unknown): string {
  const plain = (_name: string, one: unknown): unknown => {
    if (typeof one === 'bigint') return String(one);
    if (one instanceof Uint8Array) return Array.from(one, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return one instanceof Map ? Object.fromEntries(one) : one;
  };
  return JSON.stringify(value, plain, 2);
}
