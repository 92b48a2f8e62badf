import { isId } from '@daunguon/proof';
import { isUnitRole, rolesOfColleagues, rolesOfOrganisation, type UnitRole } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';
import { looksAfter, type Member } from './members-file.ts';

/** Unit whose people somebody looks after: their own, or for a registrar the one that is asked for. @throws HttpProblem */
export function unitToLookAfter(member: Member, asked: unknown): string {
  const { mspId, role, unit: own } = member;
  if (looksAfter(member, mspId) && isId(asked)) return asked;
  if (!isUnitRole(role) || own === '') throw new HttpProblem('auth/may-not-invite');
  return own;
}

/** Roles in which somebody may let another person work: a registrar in the organisation's units, others beside them. */
export const rolesToGive = (member: Member, isListed: boolean): UnitRole[] =>
  looksAfter(member, member.mspId)
    ? rolesOfOrganisation(member.mspId)
    : member.unit === ''
      ? []
      : rolesOfColleagues(member.role, isListed);

/** The role of an invitation: what was asked for, or without a wish the only one that can be given. @throws HttpProblem */
export function invitedRole(member: Member, isListed: boolean, asked: unknown): UnitRole {
  const roles = rolesToGive(member, isListed);
  const found = asked === undefined && roles.length === 1 ? roles[0] : roles.find((role) => role === asked);
  if (found === undefined) throw new HttpProblem('auth/may-not-invite');
  return found;
}
