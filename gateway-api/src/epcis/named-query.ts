import { isObject, type JsonObject, type Parameters } from '@daunguon/formats/epcis';

/** `@context` of a named query and its parameters. */
export const partsOf = (query: JsonObject): { readonly context: JsonObject[]; readonly parameters: Parameters } => {
  const { '@context': context, ...parameters } = query;
  const list = Array.isArray(context) ? (context as unknown[]) : [context];
  return { context: list.filter(isObject), parameters: parameters as Parameters };
};

/** Who owns a query: a unit by its id, a sharing system by this. */
export const ownerOfPartner = (partner: string): string => `partner:${partner}`;
