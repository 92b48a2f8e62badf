import { DomainError } from '../../domain-error.ts';
import type { Actor, FieldsState, RecordState } from '../../record-state.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';

/** A record of the domain in either shape. */
export type HeritageState = RecordState | FieldsState;

/** People of a unit that keeps heritage, while it is accredited for that. */
export const requireSteward = (standing: UnitStanding | undefined, actor: Actor, txTime: string): void => {
  requireRole(actor, ['steward']);
  requireCapability(standing, actor, ['heritage:steward'], txTime);
};

/** What was taken down stays down; what another unit keeps is not touched. */
export const requireOwn = ({ id, owner, status }: HeritageState, actor: Actor): void => {
  if (owner !== actor.unit) throw new DomainError('heritage/other-steward', id);
  if (status === 'erased') throw new DomainError('heritage/taken-down', id);
};
