import type { RegisterRoute, RouteBody } from '@daunguon/records';
import { textInput } from '../../format/field-input.ts';
import { linesIn } from './typed-words.ts';

export interface StopForm {
  readonly item: string;
  readonly product: string;
}
const blank = {
  ...{ name: '', nameEn: '', story: '', storyEn: '', reason: '' },
  /** A list of `StopForm` as JSON. */
  stops: JSON.stringify([
    { item: '', product: '' },
    { item: '', product: '' },
  ]),
};
export type RouteValues = Readonly<Record<keyof typeof blank, string>>;
export const blankRoute: RouteValues = blank;

export const stopsIn = ({ stops }: Pick<RouteValues, 'stops'>): readonly StopForm[] => JSON.parse(stops) as StopForm[];

/** What the ledger takes of a form; notes and further products of a known route's stop stay with it. */
export function routeOf(values: RouteValues, known?: RouteBody): Omit<RegisterRoute, 'requestId' | 'id'> {
  const [nameEn, storyEn] = [textInput(values.nameEn), linesIn(values.storyEn)];
  return {
    name: textInput(values.name),
    ...(nameEn === '' ? {} : { nameEn }),
    story: { vi: linesIn(values.story), ...(storyEn.length === 0 ? {} : { en: storyEn }) },
    stops: stopsIn(values).map(({ item, product }) => {
      const before = known?.stops.find((stop) => stop.item === item);
      const products = [...(product === '' ? [] : [product]), ...(before?.products ?? []).slice(1)];
      return {
        ...{ item, ...(products.length === 0 ? {} : { products }) },
        ...(before?.note === undefined ? {} : { note: before.note }),
      };
    }),
  };
}

export const routeValues = ({ name, nameEn = '', story, stops }: RouteBody): RouteValues => ({
  ...{ name, nameEn, story: story.vi.join('\n'), storyEn: (story.en ?? []).join('\n'), reason: '' },
  stops: JSON.stringify(stops.map(({ item, products = [] }) => ({ item, product: products[0] ?? '' }))),
});
