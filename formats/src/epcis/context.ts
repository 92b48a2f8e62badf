import { isObject, listOf, type JsonValue } from './json.ts';

/** The JSON-LD context of EPCIS 2.0, and ours: names that are only our own statement. */
export const epcisContext = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
export const ownNamespace = 'urn:daunguon:epcis:';

/** Prefixes that the context of EPCIS itself declares. */
const standard: Readonly<Record<string, string>> = {
  epcis: 'https://ref.gs1.org/epcis/',
  cbv: 'https://ref.gs1.org/cbv/',
  cbvmda: 'urn:epcglobal:cbv:mda:',
  gs1: 'https://gs1.org/voc/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcterms: 'http://purl.org/dc/terms/',
};
/** Schemes that make a name a URI by itself, not a prefixed name. */
const schemes = new Set(['http', 'https', 'urn', 'tag', 'did']);

export type Prefixes = ReadonlyMap<string, string>;

/** The prefixes that `@context` values declare, over the standard ones. */
export const prefixesOf = (...contexts: readonly (JsonValue | undefined)[]): Prefixes => {
  const found = new Map(Object.entries(standard));
  for (const part of contexts.flatMap(listOf)) {
    if (!isObject(part)) continue;
    for (const [prefix, value] of Object.entries(part)) {
      const uri = isObject(value) ? value['@id'] : value;
      if (typeof uri === 'string') found.set(prefix, uri);
    }
  }
  return found;
};

/** Namespace and local name of a prefixed or full name; undefined when its prefix was not declared. */
export const expandName = (
  name: string,
  prefixes: Prefixes,
): { readonly namespace: string; readonly local: string } | undefined => {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, colon);
  const namespace = prefixes.get(prefix);
  if (namespace !== undefined) return { namespace, local: name.slice(colon + 1) };
  if (!schemes.has(prefix)) return undefined;
  const at = Math.max(name.lastIndexOf('/'), name.lastIndexOf('#'), prefix === 'urn' ? name.lastIndexOf(':') : 0) + 1;
  return { namespace: name.slice(0, at), local: name.slice(at) };
};
