import { communeByCode, isExpired, ocopGroups, type OcopGroup, type UnitBody } from '@daunguon/records';
import { z } from 'zod';
import { foldText } from '../../index-store/fold.ts';
import { atHeight } from '../../index-store/at-height.ts';
import type { IndexStore, StoredDoc } from '../../index-store/index-store.ts';
import { decodeCursor, encodeCursor } from '../../index-store/page-cursor.ts';
import { stateOf } from '../record-reads.ts';
import { cursorSchema } from './cursor-schema.ts';

export const catalogueStandings = ['active', 'expired', 'revoked'] as const;
export type CatalogueStanding = (typeof catalogueStandings)[number];

/** What the catalogue may be asked; a field of a form that was left empty asks nothing. */
export const catalogueQuerySchema = z.preprocess(
  (query) => Object.fromEntries(Object.entries(query as object).filter(([, value]) => value !== '')),
  z.object({
    text: z.string().max(100).optional(),
    group: z.enum(Object.keys(ocopGroups) as [OcopGroup, ...OcopGroup[]]).optional(),
    stars: z.coerce.number().pipe(z.int().min(1).max(5)).optional(),
    commune: z
      .string()
      .regex(/^\d{5}$/, 'commune-unknown')
      .optional(),
    standing: z.enum(catalogueStandings).optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(24),
    after: cursorSchema,
  }),
);
export type CatalogueQuery = z.infer<typeof catalogueQuerySchema>;

export interface CatalogueItem {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly group: OcopGroup;
  readonly subgroup: string;
  readonly stars: number;
  readonly commune: { readonly code: string; readonly name: string };
  readonly producer: { readonly id: string; readonly name: string };
  readonly certificate: string;
  readonly issuedOn: string;
  readonly expiresOn: string;
  /** Derived on the day it is asked for: nobody writes that a certificate has expired. */
  readonly standing: CatalogueStanding;
}
export interface Catalogue {
  readonly items: readonly CatalogueItem[];
  /** How many products the question has in all. */
  readonly total: number;
  readonly next?: string;
}

const text = (doc: StoredDoc, field: string): string => String(doc[field]);

/** Standing of a rating on a day, YYYY-MM-DD; `status` is that of the product's record. */
export const standingOn = (status: string, expiresOn: string, today: string): CatalogueStanding => {
  if (status === 'revoked') return 'revoked';
  return isExpired(expiresOn, today) ? 'expired' : 'active';
};
const standingOf = (doc: StoredDoc, today: string): CatalogueStanding =>
  standingOn(text(doc, 'status'), text(doc, 'expiresOn'), today);

interface Ranked {
  readonly doc: StoredDoc;
  readonly standing: CatalogueStanding;
  /** Order of the catalogue: what is in force first, then the most stars, then the name. */
  readonly rank: string;
}

const rankOf = (doc: StoredDoc, standing: CatalogueStanding): string =>
  `${catalogueStandings.indexOf(standing)}${9 - Number(doc['stars'])}${foldText(text(doc, 'name'))}`;

const isAfter = ({ rank, doc }: Ranked, after: string | undefined): boolean => {
  if (after === undefined) return true;
  const { value, id } = decodeCursor(after);
  return rank > String(value) || (rank === value && doc._id > id);
};

interface Line {
  readonly doc: StoredDoc;
  /** Vietnamese and English name, folded for searching. */
  readonly names: string;
}

/** All lines of the catalogue, and the names of producers as far as they were asked for. It holds rated products only, some thousand at most. */
const readCatalogue = atHeight(async (store) => {
  const lines: Line[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.find('ocopCatalogue', { limit: 1000, ...(after === undefined ? {} : { after }) });
    lines.push(...page.docs.map((doc) => ({ doc, names: foldText(`${text(doc, 'name')} ${text(doc, 'nameEn')}`) })));
    if (page.next === undefined) return { lines, producers: new Map<string, string>() };
    after = page.next;
  }
});

const passes = (doc: StoredDoc, { group, stars, commune }: CatalogueQuery): boolean =>
  (group === undefined || doc['group'] === group) &&
  (stars === undefined || doc['stars'] === stars) &&
  (commune === undefined || doc['commune'] === commune);

async function producerOf(store: IndexStore, id: string, known: Map<string, string>): Promise<string> {
  const name = known.get(id) ?? ((await stateOf(store, id))?.body as UnitBody | undefined)?.name ?? id;
  known.set(id, name);
  return name;
}

const itemOf = ({ doc, standing }: Ranked, producer: string): CatalogueItem => {
  const [commune, owner, nameEn] = [text(doc, 'commune'), text(doc, 'owner'), text(doc, 'nameEn')];
  return {
    ...{ id: doc._id, name: text(doc, 'name'), ...(nameEn === '' ? {} : { nameEn }) },
    ...{ group: text(doc, 'group') as OcopGroup, subgroup: text(doc, 'subgroup'), stars: Number(doc['stars']) },
    commune: { code: commune, name: communeByCode(commune)?.name ?? commune },
    producer: { id: owner, name: producer },
    ...{ certificate: text(doc, 'certificate'), issuedOn: text(doc, 'issuedOn'), expiresOn: text(doc, 'expiresOn') },
    standing,
  };
};

/** Rated products by name (in any part, without diacritics), group, stars and commune, as the index has them on `today`. */
export async function catalogueOf(store: IndexStore, query: CatalogueQuery, today: string): Promise<Catalogue> {
  const wanted = foldText(query.text ?? '');
  const { lines, producers } = await readCatalogue(store);
  const found = lines
    .filter(({ doc, names }) => passes(doc, query) && names.includes(wanted))
    .map(({ doc }): Ranked => {
      const standing = standingOf(doc, today);
      return { doc, standing, rank: rankOf(doc, standing) };
    })
    .filter(({ standing }) => query.standing === undefined || standing === query.standing)
    .sort((a, b) => (a.rank === b.rank ? (a.doc._id < b.doc._id ? -1 : 1) : a.rank < b.rank ? -1 : 1));
  const rest = found.filter((line) => isAfter(line, query.after));
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: await Promise.all(
      page.map(async (line) => itemOf(line, await producerOf(store, text(line.doc, 'owner'), producers))),
    ),
    total: found.length,
    ...(rest.length > page.length && last ? { next: encodeCursor({ value: last.rank, id: last.doc._id }) } : {}),
  };
}
