import type { devicesVi } from './words.vi.ts';

export const devicesEn: Readonly<Record<keyof typeof devicesVi, string>> = {
  'device.nav': 'Devices of the organisation',
  'device.organisation-lead':
    'Devices with a signing key of their own, of everybody whom the organisation certifies. Who lost one and cannot sign in tells you: press “This device is lost”, and within seconds the ledger takes no more of its signatures.',
  'device.mine': 'My devices',
  'device.mine-lead':
    'Each device has a key of its own. When one is lost, press “This device is lost” on any other: within seconds the ledger takes no more of its signatures, and your other sign-ins end. What it signed before stays true. Then make a new key on the device that you are using.',
  'device.none': 'No device has a signing key of its own yet.',
  'device.device': 'Device',
  'device.unnamed': 'Device without a name',
  'device.this': 'this one',
  'device.enrolled': 'Enrolled',
  'device.used': 'Signed last',
  'device.never': 'never',
  'device.state': 'State',
  'device.in-use': 'In use',
  'device.lost': 'This device is lost',
  'device.lost-sure': 'Yes, it is lost: revoke its key for good',
  'device.revoking': 'Reported lost. The revocation is on its way to the ledger…',
  'device.revoked': 'Revoked: the ledger takes nothing that it signs since block {{block}}, {{time}}.',
  'device.expired': 'The certificate has expired',
  'device.label': 'Name of this device',
  'device.label-hint':
    'By which you know it when it is lost. Only you and your organisation’s registrars see it; it is not on the ledger.',
  'session.assurance':
    'This act of issuance needs a sign-in of a higher assurance level. Sign in in a new tab, then send again; what you typed is still here.',
  'session.assurance-again': 'Sign in at the higher level',
  'session.aside-title': 'Signed in',
  'session.aside-lead': 'Close this tab and go on in the one before: what you typed there is still there.',
  'session.aside-close': 'Close this tab',
  'ledger.key': 'Key of who submitted it',
  'ledger.key-block': 'See the block that revoked it',
  'ledger.key-lost':
    'was revoked at {{time}} (device reported lost), in force since block {{block}}. This transaction was signed before that and stands.',
  'ledger.key-revoked':
    'was revoked at {{time}}, in force since block {{block}}. This transaction was signed before that and stands.',
};
