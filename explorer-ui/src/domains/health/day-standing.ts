import { accessEntryHash, verifyAccess } from '@daunguon/proof/health';
import type { AccessItem } from './health-answers.ts';

/**
 * open: its day goes on; proven: the entry as it is shown is in the root that the ledger has of its day; wrong: it is not; unproven: the
 * day is said to be closed, and this device could not prove its root yet.
 */
export type DayStanding = 'open' | 'proven' | 'wrong' | 'unproven';

/** `root` is the day's root as it was proven on the ledger; undefined without a proof. */
export function dayStanding({ entry, previous, hash, proof }: AccessItem, root: string | undefined): DayStanding {
  if (accessEntryHash(previous, entry) !== hash) return 'wrong';
  if (proof === undefined) return 'open';
  if (!verifyAccess(hash, proof)) return 'wrong';
  if (root === undefined) return 'unproven';
  return proof.root === root ? 'proven' : 'wrong';
}
