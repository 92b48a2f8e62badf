import { sha256Hex } from '@daunguon/proof';
import type { BlockBody, RetirementBody } from '@daunguon/records';
import { because, blockIs, clean, day, field, find, freshId, given, mineActive, type CarbonAct } from './act.ts';

/** Named here, because the ledger's own list would bring its schemas along into the page. */
const beneficiaryTypes = [
  'company',
  'public-body',
  'association',
  'event',
] as const satisfies readonly RetirementBody['beneficiary']['type'][];

/** What a holder does with a block. */
export const holderActs: Readonly<Record<string, readonly CarbonAct[]>> = {
  'carbon/block': [
    {
      ...{
        name: 'split',
        transaction: 'Carbon:SplitBlock',
        path: '/api/carbon/blocks/split',
        fields: [field('first')],
      },
      offered: (record, viewer) =>
        mineActive(record, viewer) ||
        (viewer.role === 'authority' && record.owner === viewer.unit && blockIs('buffer')(record)),
      command: (values, { id: part }, { id }) => ({ id, ...given(values, 'first'), parts: [part, freshId()] }),
    },
    {
      ...{ name: 'transfer', transaction: 'Carbon:TransferBlock', path: '/api/carbon/blocks/transfer' },
      ...{ fields: [find('to', 'holders')], offered: mineActive },
      command: (values, _ids, { id }) => ({ id, to: values['to'] }),
    },
    {
      ...{ name: 'accept', transaction: 'Carbon:AcceptTransfer', path: '/api/carbon/blocks/accept', fields: [] },
      offered: (record, { unit }) => (record.body as BlockBody).transfer?.to === unit,
      command: (_values, _ids, { id }) => ({ id }),
    },
    {
      ...{ name: 'return', transaction: 'Carbon:ReturnTransfer', path: '/api/carbon/blocks/return', fields: [] },
      offered: (record, { unit }) =>
        blockIs('pending-transfer')(record) && [record.owner, (record.body as BlockBody).transfer?.to].includes(unit),
      command: (_values, _ids, { id }) => ({ id }),
    },
    {
      ...{ name: 'retire', transaction: 'Carbon:RetireBlock', path: '/api/carbon/retirements', offered: mineActive },
      fields: [
        field('beneficiary', { pointer: '/beneficiary/name' }),
        field('type', { kind: 'choice', choices: beneficiaryTypes, initial: 'company', pointer: '/beneficiary/type' }),
        field('taxCode', { pointer: '/beneficiary/idHash' }),
        field('country', { pointer: '/beneficiary/country', initial: 'VN' }),
        field('purpose', { kind: 'choice', choices: ['voluntary', 'domestic-offset', 'ndc'], initial: 'voluntary' }),
        ...[
          field('from', { kind: 'date', pointer: '/periodFrom' }),
          field('until', { kind: 'date', pointer: '/periodUntil' }),
        ],
        field('statement', { optional: true }),
      ],
      command: (values, { id }, block) => ({
        ...{ id, block: block.id, purpose: values['purpose'], ...given(values, 'statement') },
        ...{ periodFrom: values['from'], periodUntil: values['until'] },
        beneficiary: {
          ...{ name: clean(values['beneficiary']), type: values['type'], country: clean(values['country']) },
          idHash: sha256Hex(clean(values['taxCode'])),
        },
      }),
    },
    {
      ...{ name: 'offer', transaction: 'Carbon:PostOffer', path: '/api/carbon/offers', offered: mineActive },
      fields: [field('quantity'), day('until'), field('note', { optional: true })],
      command: (values, { id }, block) => ({ id, block: block.id, ...given(values, 'quantity', 'until', 'note') }),
    },
    {
      ...{
        name: 'export',
        transaction: 'Carbon:RequestExport',
        path: '/api/carbon/blocks/export',
        offered: mineActive,
      },
      fields: [field('country'), field('acquirer')],
      command: (values, _ids, { id }) => ({ id, ...given(values, 'country', 'acquirer') }),
    },
    because('cancel', 'CancelBlock', 'blocks/cancel', mineActive, {
      command: (values, _ids, { id }) => ({ id, kind: 'voluntary', ...given(values, 'reason') }),
    }),
  ],
};
