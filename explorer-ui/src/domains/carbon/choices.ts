import type {
  AccreditationBody,
  GrowingAreaBody,
  PlotBody,
  ProjectBody,
  RecordState,
  UnitBody,
} from '@daunguon/records';
import type { Api } from '../../api/api.ts';
import type { ListAnswer } from '../../api/answers.ts';
import { communeChoices } from '../../format/commune-choices.ts';
import { byName } from '../../format/fold.ts';
import type { Formats } from '../../format/formats.ts';
import type { Choice } from '../../form/select-field.ts';

/** Where the choices of a field come from. */
export type ChoiceSource = 'areas' | 'communes' | 'holders' | 'own-projects' | 'plots' | 'verifiers';

interface Sources {
  readonly api: Api;
  readonly formats: Formats;
  /** The unit for which the form is filled in. */
  readonly unit: string;
  readonly signal: AbortSignal;
}

const list = async <Body>({ api, signal }: Sources, path: string): Promise<readonly RecordState<Body>[]> =>
  (await api.get<ListAnswer<Body>>(`${path}${path.includes('?') ? '&' : '?'}status=active&limit=1000`, signal)).items;

/** Units with a tax code that are accredited now, as name and tax code. The ledger asks the same of them. */
const accounts = async (sources: Sources, may: AccreditationBody['may'][number]): Promise<Choice[]> => {
  const [units, grants] = await Promise.all([
    list<UnitBody>(sources, '/api/registry/units'),
    list<AccreditationBody>(sources, '/api/registry/accreditations'),
  ]);
  const now = new Date().toISOString();
  const open = new Set(
    grants.flatMap(({ body }) => (body.may.includes(may) && body.from <= now && now < body.until ? [body.unit] : [])),
  );
  return units
    .filter(({ id, body }) => open.has(id) && id !== sources.unit && body.taxCode !== undefined)
    .map(({ id, body }) => ({ value: id, label: `${body.name} · ${body.taxCode}` }));
};

const read: Readonly<Record<ChoiceSource, (sources: Sources) => Promise<Choice[]>>> = {
  holders: (sources) => accounts(sources, 'carbon:own'),
  verifiers: (sources) => accounts(sources, 'carbon:verify'),
  communes: async ({ formats }) => communeChoices(formats),
  areas: async (sources) =>
    (await list<GrowingAreaBody>(sources, `/api/origin/growing-areas?owner=${sources.unit}`)).map(({ id, body }) => ({
      ...{ value: id, label: `${body.puc} · ${body.name}` },
    })),
  plots: async (sources) =>
    (await list<PlotBody>(sources, '/api/carbon/plots')).map(({ id, body }) => ({
      ...{ value: id, label: `${body.name} · ${sources.formats.commune(body.commune)}` },
    })),
  'own-projects': async (sources) =>
    (await list<ProjectBody>(sources, `/api/carbon/projects?owner=${sources.unit}`))
      .filter(({ body }) => body.stage === 'registered')
      .map(({ id, body }) => ({ value: id, label: `${body.code} · ${body.name}` })),
};

/** The choices of each of these sources, by name. */
export const choicesOf = async (
  names: readonly ChoiceSource[],
  sources: Sources,
): Promise<Readonly<Partial<Record<ChoiceSource, readonly Choice[]>>>> =>
  Object.fromEntries(
    await Promise.all(
      [...new Set(names)].map(async (name) => [
        name,
        (await read[name](sources)).sort((a, b) => byName(a.label, b.label)),
      ]),
    ),
  ) as Partial<Record<ChoiceSource, readonly Choice[]>>;
