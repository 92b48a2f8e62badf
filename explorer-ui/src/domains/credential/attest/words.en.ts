import type { attestVi } from './words.vi.ts';

/** The same in English. */
export const attestEn: Readonly<Record<keyof typeof attestVi, string>> = {
  'nav.attest': 'Stand for a file',
  'attest.title': 'Stand for a file',
  'attest.lead':
    'Your unit says on the ledger that this file is its own. The file does not leave this device; the ledger gets its SHA-256 fingerprint, length and type. Whoever has the file can check it on the verifier’s page.',
  'attest.file': 'File',
  'attest.reading': 'Computing the fingerprint…',
  'attest.unreadable': 'This file could not be read.',
  'attest.certificate':
    'This is a certificate (DER): from now on the person who has it signs PDFs in the name of the unit.',
  'attest.subject': 'Code of the record that it belongs to',
  'attest.subject-hint':
    'Leave empty if the file stands alone. Paste a label’s address or type the code with its check character.',
  'attest.subject-wrong': 'This is no record code.',
  'attest.send': 'Stand for it on the ledger',
  'attest.not-legal':
    'This is a statement on the ledger, not a digital signature under the Law on Electronic Transactions.',
  'attest.list': 'Files that the unit stands for',
  'attest.none': 'The unit stands for no file yet.',
  'attest.digest': 'SHA-256 fingerprint',
  'attest.size': 'Length (bytes)',
  'attest.kind': 'Type',
  'attest.at': 'Since',
  'attest.withdraw': 'Take back',
};
