import { newId, sha256Hex } from '@daunguon/proof';
import type { BlockBody, MonitoringBody, ProjectBody, RecordState } from '@daunguon/records';
import type { FieldSpec } from '../../form/form-fields.ts';

type Values = Readonly<Record<string, string>>;
interface Ids {
  readonly requestId: string;
  readonly id: string;
}
export type CarbonViewer = { readonly role: string; readonly unit: string };

/** A fresh record id: 128 random bits. */
const freshId = (): string => newId(crypto.getRandomValues(new Uint8Array(16)));

/** A field by its name; what it is called stands in the words as `carbon.field.<name>`. */
export interface ActField extends Pick<FieldSpec, 'kind' | 'optional' | 'pointer' | 'maxlength'> {
  readonly name: string;
  readonly choices?: readonly string[];
  readonly initial?: string;
}

/** One step somebody takes: what is asked for, when it is offered, and the command that it becomes. */
export interface CarbonAct {
  /** Its words: `carbon.act.<name>`. */
  readonly name: string;
  readonly transaction: string;
  readonly path: string;
  readonly fields: readonly ActField[];
  /** A file of which the digest (`digest`) or the polygon (`geojson`) is sent. */
  readonly file?: 'digest' | 'geojson';
  /** The ledger takes it with a person's own key only. */
  readonly ownKey?: boolean;
  /** A kindness only: the ledger decides who may. */
  offered(record: RecordState, viewer: CarbonViewer): boolean;
  command(values: Values, ids: Ids, record: RecordState, file: string): object;
}

const clean = (text: string | undefined): string => (text ?? '').normalize('NFC').trim();
const given = (values: Values, ...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, clean(values[name])]).filter(([, value]) => value !== ''));
const field = (name: string, more: Partial<ActField> = {}): ActField => ({ name, ...more });
const day = (name: string): ActField => field(name, { kind: 'date' });
const reason = field('reason');
const paper: readonly ActField[] = ['number', 'date', 'authority'].map((name) =>
  field(name, { pointer: `/decision/${name}`, ...(name === 'date' ? { kind: 'date' } : {}) }),
);
const decisionIn = (values: Values) => given(values, 'number', 'date', 'authority');

const mine = ({ owner }: RecordState, { role, unit }: CarbonViewer): boolean =>
  role === 'project-owner' && owner === unit;
const blockIs =
  (state: BlockBody['state']) =>
  (record: RecordState): boolean =>
    (record.body as BlockBody).state === state;
const periodIs = (record: RecordState, ...stages: MonitoringBody['stage'][]): boolean =>
  stages.includes((record.body as MonitoringBody).stage);
const projectIs = (record: RecordState, stage: ProjectBody['stage']): boolean =>
  (record.body as ProjectBody).stage === stage;
const mineActive = (record: RecordState, viewer: CarbonViewer): boolean =>
  mine(record, viewer) && blockIs('active')(record);

/** Reason only. */
const because = (
  name: string,
  transaction: string,
  path: string,
  offered: CarbonAct['offered'],
  more: Partial<CarbonAct> = {},
): CarbonAct => ({
  ...{ name, transaction: `Carbon:${transaction}`, path: `/api/carbon/${path}`, fields: [reason], offered },
  command: (values, _ids, record) => ({ id: record.id, ...given(values, 'reason') }),
  ...more,
});
const owns = { ownKey: true } as const;

/** Acts on a record of each type; those of `new` make one and stand above its list. */
export const carbonActs: Readonly<Record<string, readonly CarbonAct[]>> = {
  'new carbon/project': [
    {
      ...{ name: 'submit-project', transaction: 'Carbon:SubmitProject', path: '/api/carbon/projects' },
      fields: [
        ...[field('code'), field('name'), field('methodology'), field('sector'), field('commune')],
        ...[day('creditingFrom'), day('creditingUntil'), field('bufferBps', { kind: 'number', initial: '1000' })],
      ],
      offered: (_record, { role }) => role === 'project-owner',
      command: (values, { id }) => ({
        ...{
          id,
          ...given(values, 'code', 'name', 'methodology', 'sector', 'commune', 'creditingFrom', 'creditingUntil'),
        },
        ...{ bufferBps: Number(values['bufferBps']), kind: 'removal-nature', coveredByNdc: 'inside' },
      }),
    },
  ],
  'carbon/project': [
    {
      ...{ name: 'validate', transaction: 'Carbon:MoveProject', path: '/api/carbon/projects/move', ...owns },
      ...{ fields: [], file: 'digest' },
      offered: (record, { role }) => role === 'verifier' && projectIs(record, 'submitted'),
      command: (_values, _ids, { id }, reportDigest) => ({ id, to: 'validated', reportDigest }),
    },
    {
      ...{
        name: 'register',
        transaction: 'Carbon:MoveProject',
        path: '/api/carbon/projects/move',
        fields: paper,
        ...owns,
      },
      offered: (record, { role }) => role === 'authority' && projectIs(record, 'validated'),
      command: (values, _ids, { id }) => ({ id, to: 'registered', decision: decisionIn(values) }),
    },
    {
      ...{ name: 'add-plot', transaction: 'Carbon:AddPlot', path: '/api/carbon/plots', file: 'geojson' },
      fields: [
        ...[field('name'), field('commune'), field('areaM2', { kind: 'number' })],
        field('growingArea', { optional: true }),
      ],
      offered: mine,
      command: (values, { id }, project, polygon) => ({
        ...{ id, project: project.id, ...given(values, 'name', 'commune', 'growingArea') },
        ...{ areaM2: Number(values['areaM2']), polygonE7: JSON.parse(polygon || '[]') },
      }),
    },
    {
      ...{ name: 'monitor', transaction: 'Carbon:SubmitMonitoring', path: '/api/carbon/monitoring', file: 'digest' },
      fields: [day('from'), day('until'), field('vintage', { kind: 'number' }), field('tonnes')],
      offered: (record, viewer) => mine(record, viewer) && projectIs(record, 'registered'),
      command: (values, { id }, project, reportDigest) => ({
        ...{ id, project: project.id, ...given(values, 'from', 'until', 'tonnes'), reportDigest },
        vintage: Number(values['vintage']),
      }),
    },
  ],
  'carbon/plot': [
    {
      ...{ name: 'flag-plot', transaction: 'Carbon:FlagPlot', path: '/api/carbon/plots/flag' },
      fields: [field('other'), reason],
      offered: ({ status }, { role }) => ['verifier', 'authority'].includes(role) && status === 'active',
      command: (values, _ids, { id }) => ({
        id,
        other: clean(values['other']).toUpperCase(),
        ...given(values, 'reason'),
      }),
    },
    {
      ...{ name: 'decide-plot', transaction: 'Carbon:DecidePlot', path: '/api/carbon/plots/decide', ...owns },
      fields: [field('outcome', { kind: 'choice', choices: ['confirmed', 'dismissed'], initial: 'confirmed' }), reason],
      offered: ({ status }, { role }) => role === 'authority' && status === 'held',
      command: (values, _ids, { id }) => ({ id, ...given(values, 'outcome', 'reason') }),
    },
  ],
  'carbon/monitoring': [
    {
      ...{ name: 'verify', transaction: 'Carbon:VerifyMonitoring', path: '/api/carbon/monitoring/verify', ...owns },
      ...{ fields: [field('tonnes')], file: 'digest' },
      offered: (record, { role }) => role === 'verifier' && periodIs(record, 'submitted'),
      command: (values, _ids, { id }, reportDigest) => ({ id, ...given(values, 'tonnes'), reportDigest }),
    },
    {
      ...{ name: 'approve', transaction: 'Carbon:ApproveMonitoring', path: '/api/carbon/monitoring/approve' },
      ...{ fields: paper, ...owns },
      offered: (record, { role }) => role === 'authority' && periodIs(record, 'verified'),
      command: (values, _ids, { id }) => ({ id, decision: decisionIn(values) }),
    },
    {
      ...{ name: 'issue', transaction: 'Carbon:IssueUnits', path: '/api/carbon/issuances', fields: [], ...owns },
      offered: (record, { role }) => role === 'authority' && periodIs(record, 'approved'),
      command: (_values, { id }, monitoring) => ({
        id,
        monitoring: monitoring.id,
        block: freshId(),
        buffer: freshId(),
      }),
    },
    because('reject', 'RejectMonitoring', 'monitoring/reject', (record, { role }) =>
      ['verifier', 'authority'].includes(role) && periodIs(record, 'submitted', 'verified', 'approved'), owns), // prettier-ignore
  ],
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
      ...{ fields: [field('to')], offered: mineActive },
      command: (values, _ids, { id }) => ({ id, to: clean(values['to']).toUpperCase() }),
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
          ...{ name: clean(values['beneficiary']), type: 'company', country: clean(values['country']) },
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
    because('block', 'BlockUnits', 'blocks/block', (record, { role }) => role === 'authority' && blockIs('active')(record), owns), // prettier-ignore
    because('unblock', 'UnblockUnits', 'blocks/unblock', (record, { role }) => role === 'authority' && blockIs('blocked')(record), owns), // prettier-ignore
    because(
      ...(['void', 'CancelBlock', 'blocks/cancel'] as const),
      (record, { role }) => role === 'authority' && (blockIs('active')(record) || blockIs('blocked')(record)),
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
          field('domesticCode', { pointer: '/codes/0/domesticCode' }),
          field('nationalSerial', { optional: true }),
        ],
      },
      ...owns,
      offered: ({ body }, { role }) => role === 'authority' && (body as BlockBody).national === undefined,
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
        field('commune'),
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
