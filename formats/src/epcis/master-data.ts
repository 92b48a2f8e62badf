import { expandName, prefixesOf } from './context.ts';
import { canonicalUri } from './epc-uri.ts';
import { quantityLists } from './event-shapes.ts';
import type { Issue } from './issues.ts';
import { isObject, listOf, pointerOf, type JsonObject, type JsonValue } from './json.ts';

/**
 * Master data of identifiers (EPCIS 2.0, section 6.1.1; CBV 2.0, section 10): canonical identifier -> its attributes, names in full
 * (`urn:epcglobal:cbv:mda:sst`), values as text.
 */
export type MasterData = Readonly<Record<string, readonly (readonly [name: string, value: string])[]>>;

/** Each event takes along what is said of what it names, so this bounds its size. */
const most = { attributes: 100, characters: 1000 } as const;

const elementsIn = (document: JsonObject): { element: JsonObject; path: readonly (string | number)[] }[] => {
  const { epcisHeader: header } = document;
  const data = isObject(header) ? header['epcisMasterData'] : undefined;
  const lists = isObject(data) ? listOf(data['vocabularyList']) : [];
  return lists.flatMap((vocabulary, at) =>
    isObject(vocabulary)
      ? listOf(vocabulary['vocabularyElementList']).flatMap((element, index) => {
          const path = ['epcisHeader', 'epcisMasterData', 'vocabularyList', at, 'vocabularyElementList', index];
          return isObject(element) ? [{ element, path }] : [];
        })
      : [],
  );
};

const attributesOf = (element: JsonObject): JsonObject[] => listOf(element['attributes']).filter(isObject);
const textOf = (value: JsonValue | undefined): string => (isObject(value) ? JSON.stringify(value) : String(value));

/** What is too large to be kept with each event that names the element. */
export const masterDataIssues = (document: JsonObject): Issue[] =>
  elementsIn(document).flatMap(({ element, path }) => {
    const attributes = attributesOf(element);
    const isLong =
      attributes.length > most.attributes ||
      attributes.some(({ id, attribute }) => `${textOf(id)}${textOf(attribute)}`.length > most.characters);
    return isLong ? [{ pointer: pointerOf(path), code: 'too-long' }] : [];
  });

/** Master data in the header of a document whose envelope is right. */
export function masterDataOf(document: JsonObject): MasterData {
  const prefixes = prefixesOf(document['@context']);
  const found = new Map<string, (readonly [string, string])[]>();
  for (const { element } of elementsIn(document)) {
    const id = canonicalUri(String(element['id']));
    const attributes = attributesOf(element).map(({ id: name, attribute }) => {
      const full = expandName(String(name), prefixes);
      return [full === undefined ? String(name) : full.namespace + full.local, textOf(attribute)] as const;
    });
    found.set(id, [...(found.get(id) ?? []), ...attributes]);
  }
  return Object.fromEntries(found);
}

/** Fields of an event that name what has master data, as query parameters call them. */
export const attributeFields = ['readPoint', 'bizLocation', 'source', 'destination', 'epcClass'] as const;
export type AttributeField = (typeof attributeFields)[number];

/** The identifiers of an event that can have master data, by the fields that name them. */
function namedIn(event: JsonObject): readonly (readonly [AttributeField, string])[] {
  const uris = (field: AttributeField, list: JsonValue | undefined, member: string) =>
    listOf(list)
      .filter(isObject)
      .flatMap((entry) => (typeof entry[member] === 'string' ? [[field, canonicalUri(entry[member])] as const] : []));
  return [
    ...uris('readPoint', event['readPoint'], 'id'),
    ...uris('bizLocation', event['bizLocation'], 'id'),
    ...uris('source', event['sourceList'], 'source'),
    ...uris('destination', event['destinationList'], 'destination'),
    ...quantityLists.flatMap((list) => uris('epcClass', event[list], 'epcClass')),
  ];
}

/** The part of the master data that is about what an event names. */
export const masterDataFor = (event: JsonObject, data: MasterData): MasterData => {
  const names = new Set(namedIn(event).map(([, uri]) => uri));
  return Object.fromEntries(Object.entries(data).filter(([uri]) => names.has(uri)));
};

export const hasAttributeTerm = (field: string): string => `hasattr:${field}`;
export const attributeTerm = (field: string, name: string): string => `attr:${field}:${name}`;

/** What an event can be found by because of its master data. */
export const masterDataTerms = (event: JsonObject, data: MasterData): readonly (readonly [string, string])[] =>
  namedIn(event).flatMap(([field, uri]) =>
    (data[uri] ?? []).flatMap(([name, value]) => [
      [hasAttributeTerm(field), name] as const,
      [attributeTerm(field, name), value] as const,
    ]),
  );
