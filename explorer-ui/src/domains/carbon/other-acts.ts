import { because, field, find, given, mine, owns, reason, type CarbonAct } from './act.ts';

/** Acts on certificates, facility inventories and offers. */
export const otherActs: Readonly<Record<string, readonly CarbonAct[]>> = {
  'carbon/retirement': [
    {
      ...{ name: 'annotate', transaction: 'Carbon:AnnotateRetirement', path: '/api/carbon/annotations' },
      fields: [field('text', { maxlength: 1000 })],
      offered: (record, viewer) => viewer.role === 'authority' || mine(record, viewer),
      command: (values, { id }, certificate) => ({ id, certificate: certificate.id, ...given(values, 'text') }),
    },
  ],
  'new carbon/inventory': [
    {
      ...{ name: 'inventory', transaction: 'Carbon:RecordInventory', path: '/api/carbon/inventories', file: 'digest' },
      fields: [
        field('facility'),
        field('facilityCode'),
        find('commune', 'communes'),
        field('year', { kind: 'number' }),
        field('tonnes'),
      ],
      offered: (_record, { role }) => role === 'project-owner',
      command: (values, { id }, _record, reportDigest) => ({
        ...{ id, ...given(values, 'facility', 'facilityCode', 'commune', 'tonnes'), year: Number(values['year']) },
        reportDigest,
      }),
    },
  ],
  'carbon/inventory': [
    {
      ...{ name: 'correct', transaction: 'Carbon:CorrectInventory', path: '/api/carbon/inventories/correct' },
      ...{ fields: [field('tonnes'), reason], file: 'digest', offered: mine },
      command: (values, _ids, { id }, reportDigest) => ({ id, ...given(values, 'tonnes', 'reason'), reportDigest }),
    },
    {
      ...{ name: 'verify-inventory', transaction: 'Carbon:VerifyInventory', path: '/api/carbon/inventories/verify' },
      ...{ fields: [], file: 'digest', ...owns },
      offered: ({ status }, { role }) => role === 'verifier' && status === 'held',
      command: (_values, _ids, { id }, reportDigest) => ({ id, reportDigest }),
    },
  ],
  'carbon/offer': [
    because('close-offer', 'CloseOffer', 'offers/close', (record, viewer) => mine(record, viewer) && record.status === 'active'), // prettier-ignore
  ],
};
