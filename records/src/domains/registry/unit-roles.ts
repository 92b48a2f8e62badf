import type { Capability } from './registry.ts';
import { grantingOrganisations } from './registry-rules.ts';

/**
 * Roles of people who work in units, each with what its unit is accredited for so that the role has something to do there: one of these is enough.
 * Members of rating councils, auditors and registrars work by appointment, not by an accreditation: their organisation's own list names them.
 */
const capabilitiesOf = {
  farmer: ['origin:harvest', 'ocop:produce'],
  packer: ['origin:pack', 'ocop:produce'],
  carrier: ['origin:ship', 'origin:gate'],
  retailer: ['origin:receive'],
  inspector: ['origin:inspect'],
  commune: ['ocop:receive'],
  issuer: ['credential:diploma', 'credential:course-certificate', 'credential:badge'],
  clinic: ['health:record'],
  'project-owner': ['carbon:own'],
  verifier: ['carbon:verify'],
  authority: ['carbon:authority'],
  steward: ['heritage:steward'],
} as const satisfies Readonly<Record<string, readonly Capability[]>>;
export type UnitRole = keyof typeof capabilitiesOf;

export const unitRoles = Object.keys(capabilitiesOf) as [UnitRole, ...UnitRole[]];
export const isUnitRole = (role: string): role is UnitRole => Object.hasOwn(capabilitiesOf, role);

/** Roles that have something to do in a unit that may do these things. */
export const rolesFor = (may: readonly Capability[]): UnitRole[] =>
  unitRoles.filter((role) => capabilitiesOf[role].some((one) => may.includes(one)));

/** Roles in which an organisation's registrar lets people work in its units: those for which it accredits units itself. */
export const rolesOfOrganisation = (mspId: string): UnitRole[] =>
  unitRoles.filter((role) => capabilitiesOf[role].some((one) => grantingOrganisations[one].includes(mspId)));

/** They handle goods: whoever does may let a colleague do the same, from phone to phone. */
export const handlingColleagues: readonly string[] = ['farmer', 'packer', 'carrier', 'retailer'] satisfies UnitRole[];
/** They sign for their own unit alone: whom the organisation listed for the unit may let a colleague do the same. */
const listedColleagues: readonly string[] = ['issuer', 'clinic', 'project-owner', 'steward'] satisfies UnitRole[];

/**
 * Roles in which somebody of a unit may let another person work there: nobody gives more than they have. People who judge others (inspectors, communes,
 * verifiers, the carbon authority) are let in by their organisation's registrar alone.
 * @param isListed the organisation itself listed them for the unit; they did not come by an invitation
 */
export const rolesOfColleagues = (role: string, isListed: boolean): UnitRole[] =>
  isUnitRole(role) && (handlingColleagues.includes(role) || (isListed && listedColleagues.includes(role)))
    ? [role]
    : [];
