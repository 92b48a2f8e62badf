import { expect, test } from '@jest/globals';
import { handlingRoles } from '../origin/batch-access.ts';
import { capabilities } from './registry.ts';
import { handlingColleagues, rolesFor, rolesOfColleagues, rolesOfOrganisation, unitRoles } from './unit-roles.ts';

test('a unit has the roles that its accreditations give something to do', () => {
  expect(rolesFor(['origin:receive', 'origin:pack', 'origin:ship', 'ocop:produce'])).toEqual([
    ...['farmer', 'packer', 'carrier', 'retailer'],
  ]);
  expect(rolesFor(['origin:inspect', 'credential:attest'])).toEqual(['inspector']);
  expect([rolesFor(['credential:badge']), rolesFor([])]).toEqual([['issuer'], []]);
  expect(rolesFor(capabilities)).toEqual(unitRoles);
});

test('an organisation lets people into the roles that it accredits units for, and every role has one', () => {
  expect(rolesOfOrganisation('EduMSP')).toEqual(['issuer', 'project-owner']);
  expect(rolesOfOrganisation('CultureMSP')).toEqual(['steward']);
  expect(rolesOfOrganisation('NobodyMSP')).toEqual([]);
  const all = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP', 'TradeMSP', 'CultureMSP'].flatMap(rolesOfOrganisation);
  expect(unitRoles.filter((role) => !all.includes(role))).toEqual([]);
});

test('nobody of a unit gives more than their own role, and who judges others gives none', () => {
  expect([rolesOfColleagues('packer', false), rolesOfColleagues('packer', true)]).toEqual([['packer'], ['packer']]);
  expect([rolesOfColleagues('issuer', false), rolesOfColleagues('issuer', true)]).toEqual([[], ['issuer']]);
  for (const role of ['inspector', 'commune', 'verifier', 'authority', 'council', 'registrar', 'admin', 'holder', ''])
    expect([role, rolesOfColleagues(role, true)]).toEqual([role, []]);
});

test('who handles goods by the rules of goods are the colleagues of goods', () => {
  expect(handlingColleagues).toEqual(handlingRoles);
});
