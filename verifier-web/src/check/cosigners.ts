import { openCheckpoint } from '@daunguon/proof';
import type { TrustPolicy } from '@daunguon/proof';
import { checkpointOf } from './equivocation.ts';

/** A witness of the policy; `timestamp` in seconds under its valid cosignature, undefined where it gave none. */
export interface Cosigner {
  witness: string;
  timestamp: number | undefined;
}

/** Every witness of the policy in its order. A malformed note was signed by nobody. */
export function cosignersOf(bundle: unknown, policy: TrustPolicy): Cosigner[] {
  const cosigned = signatures(checkpointOf(bundle), policy);
  return [...policy.tlog.witnesses.keys()].map((witness) => ({ witness, timestamp: cosigned.get(witness) }));
}

function signatures(note: string | undefined, policy: TrustPolicy): ReadonlyMap<string, number> {
  try {
    return openCheckpoint(note ?? '', policy.tlog).cosigned;
  } catch {
    return new Map();
  }
}
