import type { ProjectBody, RecordState } from '@daunguon/records';
import { clean, day, decisionIn, field, given, mine, owns, paper, projectIs, reason, type CarbonAct } from './act.ts';

const kinds = ['reduction', 'removal-nature', 'removal-technical'] as const;
const coverage = ['inside', 'outside', 'unknown'] as const;
/** What a file said of a field, to begin with. */
const said =
  (name: string) =>
  ({ body }: RecordState): string =>
    String((body as Readonly<Record<string, unknown>> | undefined)?.[name] ?? '');
const described = ['code', 'name', 'methodology', 'sector', 'commune', 'creditingFrom', 'creditingUntil'] as const;

/** A project that another registry's file describes: the person fills in what the file leaves out. */
export const importProject: CarbonAct = {
  ...{ name: 'submit-project', transaction: 'Carbon:SubmitProject', path: '/api/carbon/projects' },
  fields: [
    ...described.map((name) =>
      field(name, { initial: said(name), ...(name.startsWith('crediting') ? { kind: 'date' } : {}) }),
    ),
    field('bufferBps', { kind: 'number', initial: said('bufferBps') }),
    field('kind', { kind: 'choice', choices: kinds, initial: said('kind') }),
    field('coveredByNdc', { kind: 'choice', choices: coverage, initial: said('coveredByNdc') }),
  ],
  offered: (_record, { role }) => role === 'project-owner',
  command: (values, { id }, { body }) => {
    const { origin, description } = body as Partial<ProjectBody>;
    return {
      ...{ id, ...given(values, ...described, 'kind', 'coveredByNdc'), bufferBps: Number(values['bufferBps']) },
      ...(origin === undefined ? {} : { origin }),
      ...(description === undefined ? {} : { description }),
    };
  },
};

/** Acts on a project and its plots. */
export const projectActs: Readonly<Record<string, readonly CarbonAct[]>> = {
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
      fields: [
        ...[day('from'), day('until'), field('vintage', { kind: 'number' }), field('tonnes')],
        // Whoever validated the project is the first thought; the owner may appoint another.
        field('verifier', { initial: ({ body }) => (body as ProjectBody).validation?.unit ?? '' }),
      ],
      offered: (record, viewer) => mine(record, viewer) && projectIs(record, 'registered'),
      command: (values, { id }, project, reportDigest) => ({
        ...{ id, project: project.id, ...given(values, 'from', 'until', 'tonnes'), reportDigest },
        verifier: clean(values['verifier']).toUpperCase(),
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
};
