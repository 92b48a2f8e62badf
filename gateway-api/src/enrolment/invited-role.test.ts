import { expect, test } from '@jest/globals';
import { invitedRole, rolesToGive, unitToLookAfter } from './invited-role.ts';
import type { Member } from './members-file.ts';

const unit = '0'.repeat(26);
const member = (role: string, of = unit, mspId = 'AgriMSP'): Member => ({ person: 'somebody', mspId, role, unit: of });
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test('somebody of a unit invites into their own role, whatever else is asked for is refused', () => {
  expect(invitedRole(member('farmer'), false, undefined)).toBe('farmer');
  expect(invitedRole(member('packer'), false, 'packer')).toBe('packer');
  expect(invitedRole(member('issuer', unit, 'EduMSP'), true, undefined)).toBe('issuer');
  for (const [who, listed, asked] of [
    [member('farmer'), true, 'inspector'],
    [member('farmer'), true, 'registrar'],
    [member('farmer', ''), true, undefined],
    [member('issuer', unit, 'EduMSP'), false, undefined],
    [member('inspector'), true, undefined],
    [member('holder', ''), false, undefined],
  ] as const)
    expect([who.role, codeOf(() => invitedRole(who, listed, asked))]).toEqual([who.role, 'auth/may-not-invite']);
});

test('a registrar names one of the roles for which the organisation accredits units', () => {
  const registrar = member('registrar', '');
  expect(invitedRole(registrar, true, 'inspector')).toBe('inspector');
  expect(codeOf(() => invitedRole(registrar, true, 'clinic'))).toBe('auth/may-not-invite');
  expect(codeOf(() => invitedRole(registrar, true, 'admin'))).toBe('auth/may-not-invite');
  expect(codeOf(() => invitedRole(registrar, true, undefined))).toBe('auth/may-not-invite');
  expect(rolesToGive(member('registrar', '', 'CultureMSP'), true)).toEqual(['steward']);
  // A line that names a registrar of a unit is no registrar of the organisation.
  expect(rolesToGive(member('registrar'), true)).toEqual([]);
});

test('people look after their own unit, a registrar after the one that is asked for', () => {
  const other = '1'.repeat(26);
  expect([unitToLookAfter(member('inspector'), other), unitToLookAfter(member('registrar', ''), other)]).toEqual([
    unit,
    other,
  ]);
  for (const [who, asked] of [
    [member('registrar', ''), 'no id'],
    [member('holder', ''), unit],
  ] as const)
    expect(codeOf(() => unitToLookAfter(who, asked))).toBe('auth/may-not-invite');
});
