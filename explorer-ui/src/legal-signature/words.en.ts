import type { legalVi } from './words.vi.ts';

/** The same in English. */
export const legalEn: Readonly<Record<keyof typeof legalVi, string>> = {
  'nav.legal': 'Digital signatures on PDFs',
  'legal.title': 'Digital signatures on PDFs',
  'legal.lead':
    'Digital signatures under the Law on Electronic Transactions (PAdES), which are not the same as standing for a file on the ledger. The unit must have registered the signer’s certificate on the page “Stand for a file”.',
  'legal.attach-title': 'Attach a signed PDF to a record',
  'legal.file': 'Signed PDF',
  'legal.file-hint':
    'A decision, a certificate, a recall notice, a report… The file goes to the gateway to be checked and is not kept; the ledger gets its fingerprint. At most 20 MB.',
  'legal.checking': 'Checking the signature…',
  'legal.by-law': 'Signature under the law',
  'legal.by-ledger': 'On the ledger',
  'legal.none': 'The file has no digital signature.',
  'legal.record-hint': 'Paste a label’s address, or type the code with its check character.',
  'legal.attach': 'Attach to the record',
  'legal.attached': 'Attached to the record on the ledger.',
  'legal.open-attestation': 'Open the attestation',
  'legal.sign-title': 'Sign a diploma or certificate remotely',
  'legal.sign-lead':
    'The gateway makes the PDF and sends a hash alone to your signing service (CSC API v2). Access token and approval come from that service, are used once and kept nowhere.',
  'legal.diploma': 'Code of the diploma or certificate',
  'legal.credential': 'Certificate’s id at the signing service',
  'legal.credential-hint': 'credentialID in your account there.',
  'legal.token': 'Access token of the service',
  'legal.sad': 'Approval (SAD)',
  'legal.sad-hint': 'From the service, after you approved.',
  'legal.sign': 'Sign and download the PDF',
  'legal.signing': 'Signing…',
  'legal.signed': 'Signed; the file is in your downloads.',
};
