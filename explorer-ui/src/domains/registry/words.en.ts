import type { registryVi } from './words.vi.ts';

export const registryEn: Readonly<Record<keyof typeof registryVi, string>> = {
  'nav.units': 'Units and accreditations',
  'nav.members': 'Members and delegations',
  'nav.people': 'People of the unit',

  'members.lead': 'Farms of the unit; who works for it, inviting more people; who records for whom.',
  'members.people': 'People of the unit',
  'members.people-hint':
    'Names as at sign-in. They are not on the ledger; only people of the unit and the organisation’s registrar see them.',
  'members.role': 'Role',
  'members.since': 'Joined',
  'members.listed': 'on the organisation’s list',
  'members.you': '(you)',
  'members.no-name': 'Has not signed in yet',
  'members.none': 'Nobody works for this unit yet.',
  'members.end': 'End {{name}}’s membership',
  'members.end-sure': 'Yes, {{name}} records for the unit no more',
  'members.leave': 'Leave this unit',
  'members.leave-sure': 'Yes, I record for the unit no more',
  'members.people-lead': 'Who works for the unit, and inviting more people into the same role.',
  'members.registrar-invites':
    'People of your role are invited by the registrar of the organisation, on the unit’s page below “Units and accreditations”.',
  'members.invite-role': 'Role of the person invited',
  'members.invite-hint':
    'Only roles to which an accreditation in force gives work. Councils, auditors and registrars are put on the organisation’s list by its administrator.',
  'members.no-role':
    'Nobody can be invited yet: that takes an accreditation in force for something that people of the unit record.',
  'members.no-farm': 'The unit has recorded no farm yet.',
  'members.add-farm': 'Add a farm',

  'units.lead':
    'Each unit is registered once by its department; an accreditation says what the unit may do, from which day to which.',
  'units.none': 'There is no such unit yet.',
  'units.new': 'Register a unit',
  'units.new-lead':
    'The unit will be of your organisation: {{organisation}}. Once it is registered, grant accreditations on its page.',
  'units.open': 'Open the unit',
  'units.name-hint': 'As on its licence or the decision that founded it.',
  'units.name-en': 'English name',
  'units.kind': 'Kind of unit',
  'units.address': 'Address',
  'units.tax-hint': '10 or 13 digits. No citizen number.',
  'units.organisation': 'Registered by',
  'units.other-organisation': '{{organisation}} registered this unit; it alone grants and suspends its accreditations.',

  'accreditation.list': 'Accreditations',
  'accreditation.none': 'The unit has no accreditation, so it can record nothing on the ledger yet.',
  'accreditation.grant': 'Grant an accreditation',
  'accreditation.may': 'May do',
  'accreditation.from': 'In force from',
  'accreditation.until': 'Until the end of',
  'accreditation.decision': 'Decision number',
  'accreditation.over': 'over',
  'accreditation.suspend': 'Suspend the accreditation',
  'accreditation.suspend-which': 'Suspend: {{may}}, until {{until}}',
  'accreditation.suspend-hint':
    'At once: the unit can record this no more, what it recorded stays. To let it go on, grant a new accreditation.',
  'accreditation.reason': 'Reason, grounds',
  'accreditation.suspended': 'Suspended at {{at}}: {{reason}}',
};
