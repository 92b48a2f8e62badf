import type { rolesVi } from './role-words.vi.ts';

export const rolesEn: Readonly<Record<keyof typeof rolesVi, string>> = {
  'role.farmer': 'farmer',
  'role.packer': 'packing house',
  'role.carrier': 'carrier',
  'role.retailer': 'shop',
  'role.inspector': 'inspector',
  'role.commune': 'officer of a commune',
  'role.council': 'OCOP council member',
  'role.issuer': 'school registrar, issues credentials',
  'role.holder': 'citizen',
  'role.clinic': 'health facility',
  'role.project-owner': 'carbon project owner',
  'role.verifier': 'verifier',
  'role.authority': 'carbon authority',
  'role.auditor': 'auditor',
  'role.steward': 'heritage steward',
  'role.registrar': 'registrar',
  'role.admin': 'administrator',
};
