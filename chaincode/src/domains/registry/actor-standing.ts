import { standingKey, type UnitStanding } from '@daunguon/records';
import type { Ledger } from '../../ledger.ts';

/** The acting unit's standing; nothing is read for a certificate without a unit. */
export const actorStanding = async (ledger: Ledger): Promise<UnitStanding | undefined> =>
  ledger.actor.unit === '' ? undefined : ledger.entry<UnitStanding>(standingKey(ledger.actor.unit));
