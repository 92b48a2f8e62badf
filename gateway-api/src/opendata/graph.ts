/** Prefixes of the catalogue, in Turtle and in the JSON-LD context. */
const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** `prefix:local` of the prefixes above. */
export type Curie = `${keyof typeof prefixes}:${string}`;
export type Value =
  | { readonly iri: string }
  | { readonly text: string; readonly language: 'vi' | 'en' }
  | { readonly text: string; readonly type?: Curie }
  | { readonly node: Node };
/** A resource; without an IRI it is a blank node that stands where it is used. */
export interface Node {
  readonly iri?: string;
  readonly type: Curie;
  readonly properties: readonly (readonly [Curie, readonly Value[]])[];
}

export const iri = (value: string): Value => ({ iri: value });
export const typed = (text: string, type: Curie): Value => ({ text, type });
export const blank = (type: Curie, ...properties: Node['properties']): Value => ({ node: { type, properties } });
/** A text in both languages. */
export const both = ([vi, en]: readonly [string, string]): readonly Value[] => [
  { text: vi, language: 'vi' },
  { text: en, language: 'en' },
];

/** What JSON escapes in a string, Turtle escapes the same way. */
const quoted = (text: string): string => JSON.stringify(text);
const reference = (value: string): string => `<${encodeURI(decodeURI(value))}>`;

const turtleValue = (value: Value): string => {
  if ('iri' in value) return reference(value.iri);
  if ('node' in value) return `[ ${turtleBody(value.node)} ]`;
  if ('language' in value) return `${quoted(value.text)}@${value.language}`;
  return value.type === undefined ? quoted(value.text) : `${quoted(value.text)}^^${value.type}`;
};
const turtleBody = ({ type, properties }: Node): string =>
  [
    `a ${type}`,
    ...properties
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => `${name} ${values.map(turtleValue).join(', ')}`),
  ].join(' ;\n    ');

/** RDF 1.1 Turtle. */
export const turtleOf = (nodes: readonly Node[]): string =>
  `${[
    ...Object.entries(prefixes).map(([name, url]) => `@prefix ${name}: <${url}> .`),
    ...nodes.map((node) => `\n${reference(node.iri ?? '')} ${turtleBody(node)} .`),
  ].join('\n')}\n`;

const jsonValue = (value: Value): object => {
  if ('iri' in value) return { '@id': encodeURI(decodeURI(value.iri)) };
  if ('node' in value) return jsonNode(value.node);
  if ('language' in value) return { '@value': value.text, '@language': value.language };
  return { '@value': value.text, ...(value.type === undefined ? {} : { '@type': value.type }) };
};
const jsonNode = ({ iri: id, type, properties }: Node): object => ({
  ...(id === undefined ? {} : { '@id': encodeURI(decodeURI(id)) }),
  '@type': type,
  ...Object.fromEntries(
    properties.filter(([, values]) => values.length > 0).map(([name, values]) => [name, values.map(jsonValue)]),
  ),
});

/** JSON-LD 1.1 whose context lies in it: nothing is fetched to read it. */
export const jsonLdOf = (nodes: readonly Node[]): object => ({ '@context': prefixes, '@graph': nodes.map(jsonNode) });
