import type { BlockBody } from '@daunguon/records';
import { because, blockIs, clean, day, decisionIn, field, given, owns, paper, reason, type CarbonAct } from './act.ts';

/** What the authority does with a block. */
export const authorityActs: Readonly<Record<string, readonly CarbonAct[]>> = {
  'carbon/block': [
    because(
      ...(['block', 'BlockUnits', 'blocks/block'] as const),
      (record, { role }) => role === 'authority' && blockIs('active', 'pending-transfer')(record),
      owns,
    ),
    because('unblock', 'UnblockUnits', 'blocks/unblock', (record, { role }) => role === 'authority' && blockIs('blocked')(record), owns), // prettier-ignore
    because(
      ...(['void', 'CancelBlock', 'blocks/cancel'] as const),
      (record, { role }) => role === 'authority' && blockIs('active', 'blocked', 'pending-transfer')(record),
      { ...owns, command: (values, _ids, { id }) => ({ id, kind: 'issued-in-error', ...given(values, 'reason') }) },
    ),
    {
      ...{ name: 'declare', transaction: 'Carbon:DeclareAdjustment', path: '/api/carbon/blocks/adjustment', ...owns },
      fields: [field('declaration', { kind: 'choice', choices: ['committed', 'not-required'], initial: 'committed' })],
      offered: (record, { role }) =>
        role === 'authority' && blockIs('active')(record) && (record.body as BlockBody).adjustment === undefined,
      command: (values, _ids, { id }) => ({ id, declaration: values['declaration'] }),
    },
    {
      ...{ name: 'national', transaction: 'Carbon:ImportNationalCodes', path: '/api/carbon/blocks/national-codes' },
      ...{
        fields: [
          field('domesticCode', {
            pointer: '/codes/0/domesticCode',
            initial: ({ body }) => (body as BlockBody).national?.domesticCode ?? '',
          }),
          field('nationalSerial', { optional: true }),
        ],
      },
      ...owns,
      offered: ({ body }, { role }) => role === 'authority' && (body as BlockBody).state !== 'superseded',
      command: (values, _ids, block) => ({
        codes: [{ block: block.id, ...given(values, 'domesticCode', 'nationalSerial') }],
      }),
    },
    {
      ...{ name: 'complete', transaction: 'Carbon:CompleteAdjustment', path: '/api/carbon/blocks/adjustment/complete' },
      ...{ fields: [], file: 'digest', ...owns },
      offered: ({ body }, { role }) => role === 'authority' && (body as BlockBody).adjustment?.status === 'pending',
      command: (_values, _ids, { id }, evidenceDigest) => ({ id, evidenceDigest }),
    },
    {
      ...{
        name: 'approve-export',
        transaction: 'Carbon:DecideExport',
        path: '/api/carbon/blocks/export/decide',
        ...owns,
      },
      ...{ file: 'digest', fields: paper.map((one) => ({ ...one, pointer: `/approval/${one.name}` })) },
      offered: (record, { role }) => role === 'authority' && blockIs('pending-export')(record),
      command: (values, _ids, { id }, digest) => ({ id, approval: { ...decisionIn(values), digest } }),
    },
    because('refuse-export', 'DecideExport', 'blocks/export/decide', (record, { role }) => role === 'authority' && blockIs('pending-export')(record), { ...owns, command: (values, _ids, { id }) => ({ id, refusal: clean(values['reason']) }) }), // prettier-ignore
    {
      ...{
        name: 'reverse',
        transaction: 'Carbon:ReverseUnits',
        path: '/api/carbon/reversals',
        file: 'digest',
        ...owns,
      },
      fields: [reason, day('occurredOn')],
      offered: (record, { role }) => role === 'authority' && blockIs('buffer')(record),
      command: (values, { id }, block, evidenceDigest) => {
        const { project, quantity } = block.body as BlockBody;
        return { id, project, quantity, blocks: [block.id], ...given(values, 'reason', 'occurredOn'), evidenceDigest };
      },
    },
    because('release', 'ReleaseBuffer', 'blocks/release', (record, { role }) => role === 'authority' && blockIs('buffer')(record), owns), // prettier-ignore
  ],
};
