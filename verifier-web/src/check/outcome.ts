import type { TrustPolicy } from '@daunguon/proof';
import type { Checked, Lookup } from './look-up.ts';

/** What there is to speak about after one look-up: the page and the command line say the same of it. */
export type Outcome =
  | { kind: 'no-policy' }
  /** A .tlog-proof, and nobody who could be asked for the standing of what it proves. */
  | { kind: 'tlog-proof'; included: boolean }
  | { kind: 'looked-up'; lookup: Lookup; policy: TrustPolicy };

/** The bundle that the verdict is about, or null when nothing was there to check. */
export function bestOf(outcome: Outcome): Checked | null {
  return outcome.kind === 'looked-up' ? outcome.lookup.best : null;
}
