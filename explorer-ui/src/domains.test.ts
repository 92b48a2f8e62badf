import { expect, test } from '@jest/globals';
import { unitRoles } from '@daunguon/records';
import { navFor, type NavReader } from './domains.ts';

const organisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP', 'TradeMSP', 'CultureMSP'];
const pathsOf = (role: string, mspId: string, more: Partial<NavReader> = {}): readonly string[] =>
  navFor({ role, mspId, administers: false, operator: false, ...more }).map(({ path }) => path);

test('nobody reads an entry twice', () => {
  for (const role of [...unitRoles, 'council', 'holder', 'auditor', 'registrar', 'admin'])
    for (const mspId of organisations) {
      const administers = ['registrar', 'admin'].includes(role);
      const paths = pathsOf(role, mspId, { administers, operator: true });
      expect([role, mspId, paths.length]).toEqual([role, mspId, new Set(paths).size]);
    }
});

test('the councils, rules and products of OCOP are for the registrars of the department that keeps them', () => {
  const ocop = (mspId: string) => pathsOf('registrar', mspId).filter((path) => path.startsWith('/ocop/'));
  expect(ocop('AgriMSP')).toEqual(['/ocop/products', '/ocop/councils', '/ocop/expiring', '/ocop/rules']);
  for (const mspId of organisations.slice(1)) expect([mspId, ocop(mspId)]).toEqual([mspId, []]);
});

test('registrars read what their own department keeps', () => {
  const origin = (mspId: string) => pathsOf('registrar', mspId).filter((path) => path.startsWith('/origin/'));
  const kept = ['all-batches', 'areas', 'packing-houses', 'certificates', 'crop-rules'];
  expect(origin('AgriMSP')).toEqual(kept.map((page) => `/origin/${page}`));
  for (const mspId of organisations.slice(1)) expect([mspId, origin(mspId)]).toEqual([mspId, []]);
});

test('everybody who works in a unit sees who else does', () => {
  for (const role of unitRoles) expect(pathsOf(role, 'AgriMSP')).toContain('/registry/members');
});

test('growing areas are no job of schools, clinics and stewards of heritage', () => {
  const has = (role: string) => pathsOf(role, 'AgriMSP').includes('/origin/areas');
  expect(['issuer', 'clinic', 'steward', 'holder'].filter(has)).toEqual([]);
  expect(['farmer', 'inspector', 'commune', 'project-owner', 'registrar'].every(has)).toBe(true);
});
