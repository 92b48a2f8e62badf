import {
  communeByCode,
  type ItemBody,
  type MediaBody,
  type RecordState,
  type RouteBody,
  type UnitBody,
} from '@daunguon/records';
import { heritageKinds, type HeritageKind } from '@daunguon/records/heritage-words';
import { z } from 'zod';
import { atHeight } from '../../index-store/at-height.ts';
import { foldText } from '../../index-store/fold.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateIn } from '../record-reads.ts';

export type Item = RecordState<ItemBody>;
export type Medium = RecordState<MediaBody>;
export type Route = RecordState<RouteBody>;

/** Everything that is shown, as the index has it. */
export interface Gallery {
  /** Newest first. */
  readonly items: ReadonlyMap<string, Item>;
  /** By their item, in the order in which they were added. */
  readonly media: ReadonlyMap<string, readonly Medium[]>;
  readonly routes: ReadonlyMap<string, Route>;
  /** Folded words of each item, for searching. */
  readonly words: ReadonlyMap<string, string>;
}

async function shown<Body>(store: IndexStore, type: string, descending: boolean): Promise<RecordState<Body>[]> {
  const states: RecordState<Body>[] = [];
  let after: string | undefined;
  do {
    const page = await store.find('records', {
      ...{ equals: { type, status: 'active' }, sort: { field: 'ts', descending }, limit: 1000 },
      ...(after === undefined ? {} : { after }),
    });
    states.push(...page.docs.map((doc) => stateIn(doc) as RecordState<Body>));
    after = page.next;
  } while (after !== undefined);
  return states;
}

const wordsOf = ({ name, nameEn = '', workType, summary, places, site = '' }: ItemBody): string =>
  foldText([name, nameEn, workType, summary.vi, summary.en ?? '', site, ...places.map((one) => one.name)].join(' '));

/** What is active and allowed to be seen; a record whose consent does not say so is not shown, whatever wrote it. */
export const galleryOf = atHeight(async (store): Promise<Gallery> => {
  const items = (await shown<ItemBody>(store, 'heritage/item', true)).filter(
    ({ body }) => body.consent.level === 'public' || body.consent.level === 'not-needed',
  );
  const byId = new Map(items.map((item) => [item.id, item]));
  const media = (await shown<MediaBody>(store, 'heritage/media', false)).filter(({ body }) => byId.has(body.item));
  const routes = await shown<RouteBody>(store, 'heritage/route', true);
  return {
    items: byId,
    media: Map.groupBy(media, ({ body }) => body.item),
    routes: new Map(routes.map((route) => [route.id, route])),
    words: new Map(items.map(({ id, body }) => [id, wordsOf(body)])),
  };
});

const kinds = Object.keys(heritageKinds) as [HeritageKind, ...HeritageKind[]];
const blank = (value: unknown): unknown => (value === '' ? undefined : value);
/** A field of a form that was left empty asks nothing. */
export const galleryQuerySchema = z.object({
  text: z.preprocess(blank, z.string().max(100).optional()),
  kind: z.preprocess(blank, z.enum(kinds).optional()),
  commune: z.preprocess(
    blank,
    z
      .string()
      .regex(/^\d{5}$/, 'commune-unknown')
      .optional(),
  ),
  page: z.preprocess(blank, z.coerce.number().pipe(z.int().min(1).max(10_000)).default(1)),
});
export type GalleryQuery = z.infer<typeof galleryQuerySchema>;
export const pageSize = 24;

/** Items that the question has, one page of them and how many in all. */
export function findItems({ items, words }: Gallery, { text = '', kind, commune, page }: GalleryQuery) {
  const wanted = foldText(text);
  const found = [...items.values()].filter(
    ({ id, body }) =>
      (kind === undefined || body.kind === kind) &&
      (commune === undefined || body.communes.includes(commune)) &&
      (words.get(id) ?? '').includes(wanted),
  );
  return { total: found.length, items: found.slice((page - 1) * pageSize, page * pageSize) };
}

/** Communes that some item names, in the order of their names. */
export const communesOf = ({ items }: Gallery): { readonly code: string; readonly name: string }[] =>
  [...new Set([...items.values()].flatMap(({ body }) => body.communes))]
    .map((code) => ({ code, name: communeByCode(code)?.fullName ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));

/** Routes that stop at an item. */
export const routesThrough = ({ routes }: Gallery, item: string): Route[] =>
  [...routes.values()].filter(({ body }) => body.stops.some((stop) => stop.item === item));

export const unitName = async (store: IndexStore, id: string): Promise<string> => {
  const doc = await store.get('records', id);
  return doc === undefined ? id : (stateIn(doc).body as UnitBody).name;
};

/** The smallest copy whose longest side reaches `side`, else the largest. */
export const copyFor = ({ body }: Medium, side: number): MediaBody['derivatives'][number] | undefined => {
  const sorted = body.derivatives.toSorted((a, b) => a.width - b.width);
  return sorted.find(({ width, height }) => Math.max(width, height) >= side) ?? sorted.at(-1);
};

/** Where a file is answered, at the gateway and behind the workspaces alike. */
export const fileUrl = (digest: string): string => `/api/heritage/files/${digest}`;
