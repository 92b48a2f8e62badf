import { delegationKey, standingKey, type DelegationEntry, type UnitStanding } from '@daunguon/records';
import type { Ledger } from '../../ledger.ts';

/** The acting unit's standing; nothing is read for a certificate without a unit. */
export const actorStanding = async (ledger: Ledger): Promise<UnitStanding | undefined> =>
  ledger.actor.unit === '' ? undefined : ledger.entry<UnitStanding>(standingKey(ledger.actor.unit));

/** Standing of the unit in whose name is recorded: the actor's own, or one that delegated it, with that delegation. */
export const growerStanding = async (
  ledger: Ledger,
  onBehalfOf: string | undefined,
): Promise<{ standing: UnitStanding | undefined; delegation: DelegationEntry | undefined }> => {
  if (onBehalfOf === undefined) return { standing: await actorStanding(ledger), delegation: undefined };
  const [standing, delegation] = await Promise.all([
    ledger.entry<UnitStanding>(standingKey(onBehalfOf)),
    ledger.entry<DelegationEntry>(delegationKey(ledger.actor.unit, onBehalfOf)),
  ]);
  return { standing, delegation };
};
