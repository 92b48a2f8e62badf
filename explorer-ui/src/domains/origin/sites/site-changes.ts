import type { GrowingAreaBody, PackingHouseBody } from '@daunguon/records';
import { textInput, wholeInput } from '../../../format/field-input.ts';
import { boundaryOf } from './geojson-polygon.ts';

type SiteBody = GrowingAreaBody | PackingHouseBody;
export const isArea = (body: SiteBody): body is GrowingAreaBody => 'puc' in body;

/** What of a place can be described anew, as it is typed; its code, crop and commune are other matters. */
export const blankSite = {
  ...{ name: '', variety: '', areaM2: '', maxYieldKgPerHa: '', households: '', geojson: '' },
  ...{ crops: '', capacityKgPerDay: '', reason: '' },
};
export type SiteTexts = Readonly<Record<keyof typeof blankSite, string>>;

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** The description as it stands. */
export const textsOf = (body: SiteBody): Partial<SiteTexts> =>
  isArea(body)
    ? {
        ...{ name: body.name, variety: text(body.variety), areaM2: text(body.areaM2) },
        ...{ maxYieldKgPerHa: text(body.maxYieldKgPerHa), households: text(body.households) },
      }
    : { name: body.name, crops: body.crops.join(' '), capacityKgPerDay: text(body.capacityKgPerDay) };

/** What is typed and no boundary goes along as it is: it is refused and named rather than left out. */
export const polygonIn = (geojson: string): object => {
  if (geojson.trim() === '') return {};
  const boundary = boundaryOf(geojson);
  return { polygonE7: boundary.kind === 'polygon' ? boundary.points : geojson.slice(0, 100) };
};

/** What need not be there: blanked, it is taken out of the description. */
const optional: readonly string[] = ['variety', 'households', 'capacityKgPerDay'];

/** What the ledger is told: only what differs from the description as it stands. What was blanked and must be there is refused and named. */
export const siteChanges = (body: SiteBody, typed: SiteTexts): Readonly<Record<string, unknown>> => {
  const before = textsOf(body);
  const changed = (Object.entries(before) as [keyof SiteTexts, string][]).flatMap(
    ([name, was]): [string, unknown][] => {
      const now = typed[name].trim();
      if (now === was) return [];
      if (now === '' && optional.includes(name)) return [[name, null]];
      if (name === 'crops') return [[name, now.split(' ').filter(Boolean)]];
      return [[name, name === 'name' || name === 'variety' ? textInput(now) : wholeInput(now)]];
    },
  );
  return { ...Object.fromEntries(changed), ...(isArea(body) ? polygonIn(typed.geojson) : {}) };
};
