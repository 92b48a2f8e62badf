import { aiTable } from './ai-table.ts';
import { checkElement, specOf, type Element } from './element.ts';
import { Gs1Error } from './gs1-error.ts';
import { decodeValue, encodeValue } from './percent.ts';

/** A GS1 Digital Link (URI Syntax 1.3 and later): what it names, and what it says of it. */
export interface DigitalLink {
  /** Scheme, host and what stands before the key, without a slash at the end. */
  readonly stem: string;
  /** The primary key, then its qualifiers in their order. */
  readonly path: readonly [key: Element, ...qualifiers: Element[]];
  /** AIs of the query, in its order. */
  readonly attributes: readonly Element[];
  /** Names and values of the query that are no AIs, decoded: `linkType`, `context`, anything. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** Elements of a link in one list: path, then attributes. */
export const elementsOf = ({ path, attributes }: DigitalLink): readonly Element[] => [...path, ...attributes];

/** RFC 3986 characters only; other ones stand in a link as percent-encoding. */
const uri =
  /^(https?|HTTPS?):\/\/([-.0-9:A-Za-z_~[\]]+)((?:\/[-!$%&'()*+,./0-9:;=@A-Z_a-z~]*)?)(?:\?([^#]*))?(?:#.*)?$/s;
const uriText = /^[-!#$%&'()*+,./0-9:;=?@A-Z[\]_a-z~]*$/;

const isKey = (ai: string | undefined): boolean => ai !== undefined && aiTable.get(ai)?.qualifiers !== undefined;

/** Where the rightmost key stands among the segments: it and what follows come in pairs. */
const keyIndex = (segments: readonly string[]): number => {
  for (let at = segments.length - 2; at >= 0; at -= 2) if (isKey(segments[at])) return at;
  return -1;
};

/** Words that earlier versions of the standard allowed for AIs; since 1.3 only digits name them. */
const words = new Set([
  'gtin',
  'itip',
  'cpid',
  'gln',
  'party',
  'gsrnp',
  'gsrn',
  'gcn',
  'sscc',
  'gdti',
  'ginc',
  'gsin',
  'grai',
  'giai',
  'gmn',
]);

/** The qualifiers are a part of one of the key's orders. @throws Gs1Error `ai-in-path` or `ai-order` */
const checkOrder = (key: string, used: readonly string[]): void => {
  const orders = specOf(key).qualifiers ?? [];
  const inOrder = (order: readonly string[]): boolean => {
    const places = used.map((ai) => order.indexOf(ai));
    return places.every((place, at) => place > (at === 0 ? -1 : (places[at - 1] ?? -1)));
  };
  if (orders.some(inOrder)) return;
  const stranger = used.find((ai) => !orders.some((order) => order.includes(ai)));
  if (stranger !== undefined) throw new Gs1Error('ai-in-path', stranger, `no qualifier of (${key})`);
  throw new Gs1Error(
    'ai-order',
    used.at(-1) ?? key,
    `qualifiers of (${key}) stand in the order ${orders.join(' or ')}`,
  );
};

/** What could stand in the path must, and what is no attribute must not stand in the query. @throws Gs1Error */
const checkAttribute = (path: readonly Element[], { ai }: Element): void => {
  const [key, ...qualifiers] = path.map((element) => element.ai);
  const orders = specOf(key ?? '').qualifiers ?? [];
  const belongs = orders.some((order) => order.includes(ai) && qualifiers.every((used) => order.includes(used)));
  if (!specOf(ai).attribute || belongs) throw new Gs1Error('ai-not-attribute', ai, 'may not stand in the query');
};

const checkRepeats = (elements: readonly Element[]): void => {
  const seen = new Set<string>();
  for (const { ai } of elements) {
    if (seen.has(ai)) throw new Gs1Error('ai-repeated', ai, 'stands twice');
    seen.add(ai);
  }
};

const checkLink = (path: readonly Element[], attributes: readonly Element[]): void => {
  const elements = [...path, ...attributes];
  elements.forEach(checkElement);
  checkRepeats(elements);
  checkOrder(
    path[0]?.ai ?? '',
    path.slice(1).map(({ ai }) => ai),
  );
  attributes.forEach((attribute) => checkAttribute(path, attribute));
};

const pathOf = (segments: readonly string[]): [Element, ...Element[]] => {
  const at = keyIndex(segments);
  const [first = '', value = ''] = segments.slice(at);
  if (at === -1) {
    const word = segments.find((segment) => words.has(segment.toLowerCase()));
    if (word !== undefined) throw new Gs1Error('word-key', '', `${word}: AIs are named by digits`);
    throw new Gs1Error('no-key', '', 'there is no GS1 key in the path');
  }
  const rest = segments.slice(at + 2);
  const qualifiers = Array.from({ length: rest.length / 2 }, (_, pair) => {
    const ai = rest[2 * pair] ?? '';
    return { ai, value: decodeValue(rest[2 * pair + 1] ?? '', ai) };
  });
  return [{ ai: first, value: decodeValue(value, first) }, ...qualifiers];
};

/** Names and values of a query; in it `+` is a space (as browsers write forms). */
const queryOf = (query: string): (readonly [string, string])[] =>
  query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=');
      const plain = (text: string): string => decodeValue(text.replaceAll('+', ' '), /^\d+$/.test(name) ? name : '');
      return [plain(name), plain(value.join('='))];
    });

/** @throws Gs1Error naming the AI that is wrong */
export const parseDigitalLink = (text: string): DigitalLink => {
  const [, scheme, host, pathname = '', query = ''] = uri.exec(text) ?? [];
  if (scheme === undefined || !uriText.test(text)) throw new Gs1Error('not-a-uri', '', 'no http or https URI');
  const segments = pathname.split('/').slice(1);
  const path = pathOf(segments);
  const before = segments.slice(0, segments.length - 2 * path.length);
  const named = queryOf(query);
  const attributes = named.filter(([name]) => /^\d+$/.test(name)).map(([ai, value]) => ({ ai, value }));
  checkLink(path, attributes);
  return {
    stem: [`${scheme}://${host}`, ...before].join('/'),
    path,
    attributes,
    parameters: named.filter(([name]) => !/^\d+$/.test(name)),
  };
};

const segment = ({ ai, value }: Element): string => `/${ai}/${encodeValue(value)}`;

/** Path of the link in the one form that every parser gives back: `/01/…/10/…`. */
export const pathText = (path: readonly Element[]): string => path.map(segment).join('');

const linkText = (stem: string, path: readonly Element[], attributes: readonly Element[]): string => {
  const query = attributes.map(({ ai, value }) => `${ai}=${encodeValue(value)}`).join('&');
  return `${stem.replace(/\/+$/, '')}${pathText(path)}${query === '' ? '' : `?${query}`}`;
};

/** Host of the canonical form. */
export const canonicalStem = 'https://id.gs1.org';

/** The same thing under one name: host id.gs1.org, attributes sorted by AI, nothing else in the query. */
export const canonicalLink = ({ path, attributes }: DigitalLink): string =>
  linkText(
    canonicalStem,
    path,
    attributes.toSorted((a, b) => (a.ai < b.ai ? -1 : 1)),
  );

/**
 * A link of elements in any order: the first key among them is the primary one, what may qualify it follows, the rest are attributes. The same
 * element twice counts once. @throws Gs1Error naming the AI that is wrong
 */
export const buildDigitalLink = (given: readonly Element[], stem: string = canonicalStem): string => {
  const elements = given.filter(
    (one, at) => given.findIndex(({ ai, value }) => ai === one.ai && value === one.value) === at,
  );
  const key = elements.find(({ ai }) => isKey(ai));
  if (key === undefined) throw new Gs1Error('no-key', '', 'there is no GS1 key');
  const order = specOf(key.ai).qualifiers?.find((ais) => elements.some(({ ai }) => ais.includes(ai))) ?? [];
  const qualifiers = order.flatMap((ai) => elements.filter((element) => element.ai === ai));
  const path = [key, ...qualifiers];
  const others = elements.filter((element) => !path.includes(element));
  // As in element strings: what needs no separator comes first.
  const attributes = [true, false].flatMap((first) => others.filter(({ ai }) => specOf(ai).predefinedLength === first));
  checkLink(path, attributes);
  return linkText(stem, path, attributes);
};
