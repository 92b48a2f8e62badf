import { DomainError } from '../../domain-error.ts';
import type { Actor } from '../../record-state.ts';
import type { Capability } from './registry.ts';

export interface Grant {
  readonly accreditation: string;
  readonly may: readonly Capability[];
  readonly from: string;
  readonly until: string;
}

/** What a unit may do, in one ledger key, so that a command costs one read: its organisation, commune and live accreditations. */
export interface UnitStanding {
  readonly msp: string;
  readonly commune: string;
  readonly grants: readonly Grant[];
}

export const standingKey = (unit: string): string => `a/may/${unit}`;

const covers = (grant: Grant, txTime: string): boolean =>
  Date.parse(grant.from) <= Date.parse(txTime) && Date.parse(txTime) < Date.parse(grant.until);

/** Only people whom the unit's own organisation certified: another organisation's CA could write the unit's id into a certificate. */
export const requireUnitOf = (standing: UnitStanding | undefined, actor: Actor): UnitStanding => {
  if (standing === undefined) throw new DomainError('registry/unit-not-found', actor.unit);
  if (standing.msp !== actor.msp) throw new DomainError('registry/other-organisation', standing.msp);
  return standing;
};

/** What binds others is signed by the person's own key: the gateway keeps the keys of custodial signing and could act alone. */
export const requireOwnKey = (actor: Actor): void => {
  if (actor.signing !== 'own') throw new DomainError('registry/own-key-required', actor.role);
};

/** A unit acts only within a valid accreditation at the transaction's time, and only through people of its own organisation. */
export const requireCapability = (
  standing: UnitStanding | undefined,
  actor: Actor,
  anyOf: readonly Capability[],
  txTime: string,
): UnitStanding => {
  const own = requireUnitOf(standing, actor);
  const grants = own.grants.filter((grant) => covers(grant, txTime));
  if (!grants.some((grant) => grant.may.some((capability) => anyOf.includes(capability)))) {
    throw new DomainError('registry/not-accredited', anyOf.join(', '));
  }
  return own;
};

/** The certificate must name one of these roles, and a unit. */
export const requireRole = (actor: Actor, roles: readonly string[]): void => {
  if (!roles.includes(actor.role)) throw new DomainError('registry/role-not-allowed', roles.join(', '));
  if (actor.unit === '') throw new DomainError('registry/identity-incomplete');
};

/** Registrars and administrators act for their organisation and need no unit. */
export const requireRegistrar = (actor: Actor): void => {
  if (actor.role !== 'registrar' && actor.role !== 'admin') {
    throw new DomainError('registry/role-not-allowed', 'registrar, admin');
  }
};
