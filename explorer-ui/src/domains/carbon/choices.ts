import type { AccreditationBody } from '@daunguon/records';
import type { Api } from '../../api/api.ts';
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

const active = { status: 'active', limit: '1000' };

/** Units with a tax code that are accredited now, as name and tax code. The ledger asks the same of them. */
const accounts = async ({ api, unit, signal }: Sources, may: AccreditationBody['may'][number]): Promise<Choice[]> => {
  const [units, grants] = await Promise.all([
    api.get('/api/registry/units', { query: active }, signal),
    api.get('/api/registry/accreditations', { query: active }, signal),
  ]);
  const now = new Date().toISOString();
  const open = new Set(
    grants.items.flatMap(({ body }) =>
      body.may.includes(may) && body.from <= now && now < body.until ? [body.unit] : [],
    ),
  );
  return units.items
    .filter(({ id, body }) => open.has(id) && id !== unit && body.taxCode !== undefined)
    .map(({ id, body }) => ({ value: id, label: `${body.name} · ${body.taxCode}` }));
};

const read: Readonly<Record<ChoiceSource, (sources: Sources) => Promise<Choice[]>>> = {
  holders: (sources) => accounts(sources, 'carbon:own'),
  verifiers: (sources) => accounts(sources, 'carbon:verify'),
  communes: async ({ formats }) => communeChoices(formats),
  areas: async ({ api, unit, signal }) =>
    (await api.get('/api/origin/growing-areas', { query: { owner: unit, ...active } }, signal)).items.map(
      ({ id, body }) => ({ value: id, label: `${body.puc} · ${body.name}` }),
    ),
  plots: async ({ api, formats, signal }) =>
    (await api.get('/api/carbon/plots', { query: active }, signal)).items.map(({ id, body }) => ({
      ...{ value: id, label: `${body.name} · ${formats.commune(body.commune)}` },
    })),
  'own-projects': async ({ api, unit, signal }) =>
    (await api.get('/api/carbon/projects', { query: { owner: unit, ...active } }, signal)).items
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
