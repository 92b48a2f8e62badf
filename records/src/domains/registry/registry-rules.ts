import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type LedgerEntry, type Outcome } from '../../outcome.ts';
import { recordKey, type Actor, type RecordState } from '../../record-state.ts';
import type {
  AccreditationBody,
  BuildBody,
  Capability,
  GrantAccreditation,
  RegisterBuild,
  RegisterOrganisation,
  RegisterUnit,
  SuspendAccreditation,
} from './registry.ts';
import { requireRegistrar, requireUnitOf, standingKey, type UnitStanding } from './unit-standing.ts';

/** Organisations that may accredit for a capability: growing, packing and inspection are the agriculture department's, trade shares the rest. */
export const grantingOrganisations: Readonly<Record<Capability, readonly string[]>> = {
  'origin:harvest': ['AgriMSP'],
  'origin:pack': ['AgriMSP'],
  'origin:ship': ['AgriMSP', 'TradeMSP'],
  'origin:receive': ['AgriMSP', 'TradeMSP'],
  'origin:gate': ['TradeMSP'],
  'origin:inspect': ['AgriMSP'],
  'credential:diploma': ['EduMSP'],
  'credential:course-certificate': ['EduMSP', 'HealthMSP', 'TechMSP'],
  'credential:badge': ['EduMSP', 'HealthMSP', 'TechMSP'],
  'credential:attest': ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP', 'TradeMSP', 'CultureMSP'],
  'ocop:produce': ['AgriMSP'],
  'ocop:receive': ['AgriMSP'],
  'health:record': ['HealthMSP'],
  'heritage:steward': ['CultureMSP'],
  // Whoever holds units needs an organisation with a peer, which guards them.
  'carbon:own': ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'],
  'carbon:verify': ['AgriMSP', 'TechMSP'],
  'carbon:authority': ['AgriMSP'],
};

export const organisationKey = (mspId: string): string => `a/organisation/${mspId}`;

/**
 * Owned by its organisation since that was registered. Whatever the organisation alone may create writes it too, without
 * reading it, so that two such transactions do not conflict: three other organisations cannot create it.
 */
export const ownerKey = (mspId: string): string => `a/owner/${mspId}`;
const byOwner = (mspId: string): LedgerEntry => ({ key: ownerKey(mspId), value: mspId });

/** Record ids are made by clients, so the ledger refuses one that is in use. */
export const requireFreeId = (existing: RecordState | undefined): void => {
  if (existing !== undefined) throw new DomainError('registry/id-in-use', existing.id);
};

export const registerOrganisation = (
  current: { existing: RecordState | undefined; registered: string | undefined },
  { requestId: _, id, ...body }: RegisterOrganisation,
  actor: Actor,
): Outcome => {
  requireRegistrar(actor);
  if (body.mspId !== actor.msp) throw new DomainError('registry/other-organisation', actor.msp);
  requireFreeId(current.existing);
  if (current.registered !== undefined) throw new DomainError('registry/organisation-registered', current.registered);
  return {
    next: [firstVersion({ id, type: 'registry/organisation', owner: id, body })],
    entries: [{ key: organisationKey(body.mspId), value: id }, byOwner(body.mspId)],
    event: 'OrganisationRegistered',
    owned: [recordKey(id), organisationKey(body.mspId), ownerKey(body.mspId)].map((key) => ({ key, msp: body.mspId })),
  };
};

export const registerUnit = (
  current: { existing: RecordState | undefined },
  { requestId: _, id, ...unit }: RegisterUnit,
  actor: Actor,
): Outcome => {
  requireRegistrar(actor);
  requireFreeId(current.existing);
  const standing: UnitStanding = { msp: actor.msp, commune: unit.commune, grants: [] };
  return {
    next: [firstVersion({ id, type: 'registry/unit', owner: id, body: { ...unit, organisation: actor.msp } })],
    entries: [{ key: standingKey(id), value: standing }, byOwner(actor.msp)],
    event: 'UnitRegistered',
    owned: [recordKey(id), standingKey(id)].map((key) => ({ key, msp: actor.msp })),
  };
};

/** `buildId` is what follows from the manifest (proof's `buildId`). */
export const registerBuild = (
  current: { existing: RecordState | undefined; buildId: string },
  { requestId: _, id, ...build }: RegisterBuild,
  actor: Actor,
): Outcome => {
  requireRegistrar(actor);
  if (id !== current.buildId) throw new DomainError('registry/build-id', current.buildId);
  requireFreeId(current.existing);
  const body: BuildBody = { ...build, organisation: actor.msp };
  return {
    next: [firstVersion({ id, type: 'registry/build', owner: id, body })],
    entries: [],
    event: 'BuildRegistered',
  };
};

export const grantAccreditation = (
  current: { existing: RecordState | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, ...command }: GrantAccreditation,
  actor: Actor,
): Outcome => {
  requireRegistrar(actor);
  requireFreeId(current.existing);
  const standing = requireUnitOf(current.standing, actor);
  const { unit, may, from, until } = command;
  if (Date.parse(until) <= Date.parse(from)) throw new DomainError('registry/period-invalid');
  const foreign = may.filter((capability) => !grantingOrganisations[capability].includes(actor.msp));
  if (foreign.length > 0) {
    throw new DomainError('registry/other-organisation', `${actor.msp}: ${foreign.join(', ')}`);
  }
  const body: AccreditationBody = { ...command, organisation: actor.msp };
  return {
    next: [firstVersion({ id, type: 'registry/accreditation', owner: unit, body })],
    entries: [
      {
        key: standingKey(unit),
        value: { ...standing, grants: [...standing.grants, { accreditation: id, may, from, until }] },
      },
    ],
    event: 'AccreditationGranted',
    // The standing is owned since the unit was registered.
    owned: [{ key: recordKey(id), msp: actor.msp }],
  };
};

export const suspendAccreditation = (
  current: { accreditation: RecordState<AccreditationBody> | undefined; standing: UnitStanding | undefined },
  command: SuspendAccreditation,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRegistrar(actor);
  const { accreditation } = current;
  if (accreditation?.type !== 'registry/accreditation') {
    throw new DomainError('registry/accreditation-not-found', command.id);
  }
  const standing = requireUnitOf(current.standing, actor);
  if (accreditation.status !== 'active') throw new DomainError('registry/accreditation-not-active');
  const body = { ...accreditation.body, suspension: { reason: command.reason, at: txTime } };
  const grants = standing.grants.filter((grant) => grant.accreditation !== command.id);
  return {
    next: [nextVersion(accreditation, { status: 'suspended', body })],
    entries: [{ key: standingKey(accreditation.body.unit), value: { ...standing, grants } }],
    event: 'AccreditationSuspended',
  };
};
