import type { MonitoringBody, ProjectBody, RecordState } from '@daunguon/records';
import {
  day,
  decisionIn,
  field,
  find,
  given,
  mine,
  owns,
  paper,
  projectIs,
  reason,
  type ActField,
  type CarbonAct,
  type Values,
} from './act.ts';

const kinds = ['reduction', 'removal-nature', 'removal-technical'] as const;
const coverage = ['inside', 'outside', 'unknown'] as const;
/** What a file said of a field, to begin with. */
const said =
  (name: string) =>
  ({ body }: RecordState): string =>
    String((body as Readonly<Record<string, unknown>> | undefined)?.[name] ?? '');
const described = ['code', 'name', 'methodology', 'sector', 'commune', 'creditingFrom', 'creditingUntil'] as const;

const projectFields = (initial: (name: string) => NonNullable<ActField['initial']>): readonly ActField[] => [
  ...described.map((name) => {
    if (name === 'commune') return find(name, 'communes', { initial: initial(name) });
    return field(name, { initial: initial(name), ...(name.startsWith('crediting') ? { kind: 'date' } : {}) });
  }),
  field('bufferBps', { kind: 'number', initial: initial('bufferBps') }),
  field('kind', { kind: 'choice', choices: kinds, initial: initial('kind') }),
  field('coveredByNdc', { kind: 'choice', choices: coverage, initial: initial('coveredByNdc') }),
];
const projectIn = (values: Values, id: string): object => ({
  ...{ id, ...given(values, ...described, 'kind', 'coveredByNdc'), bufferBps: Number(values['bufferBps']) },
});
const usual: Readonly<Record<string, string>> = { bufferBps: '1000', kind: 'removal-nature', coveredByNdc: 'inside' };

/** A project that another registry's file describes: the person fills in what the file leaves out. */
export const importProject: CarbonAct = {
  ...{ name: 'submit-project', transaction: 'Carbon:SubmitProject', path: '/api/carbon/projects' },
  fields: projectFields(said),
  offered: (_record, { role }) => role === 'project-owner',
  command: (values, { id }, { body }) => {
    const { origin, description } = body as Partial<ProjectBody>;
    return {
      ...projectIn(values, id),
      ...(origin === undefined ? {} : { origin }),
      ...(description === undefined ? {} : { description }),
    };
  },
};

/** A monitoring period that another registry's file describes: which of the owner's projects it is of, who verifies it, and the report. */
export const importPeriod: CarbonAct = {
  ...{ name: 'monitor', transaction: 'Carbon:SubmitMonitoring', path: '/api/carbon/monitoring', file: 'digest' },
  fields: [
    find('project', 'own-projects', { initial: said('project') }),
    ...['from', 'until'].map((name) => field(name, { kind: 'date', initial: said(name) })),
    ...[field('vintage', { kind: 'number', initial: said('vintage') }), field('tonnes', { initial: said('tonnes') })],
    find('verifier', 'verifiers'),
  ],
  offered: (_record, { role }) => role === 'project-owner',
  command: (values, { id }, { body }, reportDigest) => {
    const { origin } = body as Partial<MonitoringBody>;
    return {
      ...{ id, ...given(values, 'project', 'from', 'until', 'tonnes', 'verifier'), reportDigest },
      ...{ vintage: Number(values['vintage']), ...(origin === undefined ? {} : { origin }) },
    };
  },
};

/** Acts on a project and its plots. */
export const projectActs: Readonly<Record<string, readonly CarbonAct[]>> = {
  'new carbon/project': [
    {
      ...{ name: 'submit-project', transaction: 'Carbon:SubmitProject', path: '/api/carbon/projects' },
      fields: projectFields((name) => usual[name] ?? ''),
      offered: (_record, { role }) => role === 'project-owner',
      command: (values, { id }) => projectIn(values, id),
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
        ...[field('name'), find('commune', 'communes'), field('areaM2', { kind: 'number' })],
        find('growingArea', 'areas', { optional: true }),
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
        find('verifier', 'verifiers', { initial: ({ body }) => (body as ProjectBody).validation?.unit ?? '' }),
      ],
      offered: (record, viewer) => mine(record, viewer) && projectIs(record, 'registered'),
      command: (values, { id }, project, reportDigest) => ({
        ...{ id, project: project.id, ...given(values, 'from', 'until', 'tonnes'), reportDigest },
        verifier: values['verifier'],
        vintage: Number(values['vintage']),
      }),
    },
  ],
  'carbon/plot': [
    {
      ...{ name: 'flag-plot', transaction: 'Carbon:FlagPlot', path: '/api/carbon/plots/flag' },
      fields: [find('other', 'plots'), reason],
      offered: ({ status }, { role }) => ['verifier', 'authority'].includes(role) && status === 'active',
      command: (values, _ids, { id }) => ({ id, ...given(values, 'other', 'reason') }),
    },
    {
      ...{ name: 'decide-plot', transaction: 'Carbon:DecidePlot', path: '/api/carbon/plots/decide', ...owns },
      fields: [field('outcome', { kind: 'choice', choices: ['confirmed', 'dismissed'], initial: 'confirmed' }), reason],
      offered: ({ status }, { role }) => role === 'authority' && status === 'held',
      command: (values, _ids, { id }) => ({ id, ...given(values, 'outcome', 'reason') }),
    },
  ],
};
