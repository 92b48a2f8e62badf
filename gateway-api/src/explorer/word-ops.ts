import type { CollectionSpec, Doc, Op } from '../index-store/index-store.ts';

/** Ends of names from their second word on, so that a search finds a name by any of its words. */
export const nameEnds: CollectionSpec = { name: 'nameEnds', indexed: [], folded: ['text'] };

/** Words of a name under which it is found, beside its beginning. */
const most = 8;
const longest = 60;

const endsOf = (name: string): string[] => {
  const words = name
    .trim()
    .split(/[\s/,;()]+/u)
    .filter((word) => word !== '');
  return words.slice(1, most + 1).map((_, index) =>
    words
      .slice(index + 1)
      .join(' ')
      .slice(0, longest),
  );
};

/** The n-th end of a record's name has the same id in every version: a new name takes the place of the old one, whole. */
export function wordOps(record: string, type: string, version: number, fields: Doc): Op[] {
  const name = fields['name'];
  const ends = typeof name === 'string' ? endsOf(name) : [];
  const id = (place: number): string => `${record}:${place}`;
  const gone = version === 1 ? [] : Array.from({ length: most - ends.length }, (_, index) => ends.length + index);
  return [
    ...ends.map((text, place): Op => ({
      ...{ op: 'put', collection: nameEnds.name, id: id(place), doc: { record, type, text } },
    })),
    ...gone.map((place): Op => ({ op: 'delete', collection: nameEnds.name, id: id(place) })),
  ];
}
