import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { isObject, isUrl, refuse } from './shape.ts';

export const credentialsV2 = 'https://www.w3.org/ns/credentials/v2';

/** Contexts whose text is built in. Nothing is ever loaded: what a remote context said would change what was signed. */
export type PinnedContexts = ReadonlyMap<string, JsonObject>;

/** The base context of VCDM 2.0, with the W3C's own text. */
export const basePinned: PinnedContexts = new Map([[credentialsV2, credentialContexts.get(credentialsV2)!]]);

/** A definition that would load another context, at any depth. */
const refuseRemote = (value: unknown, pointer: string, pinned: PinnedContexts): void => {
  if (Array.isArray(value)) return value.forEach((item, index) => refuseRemote(item, `${pointer}/${index}`, pinned));
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === '@import') refuse('context-not-pinned', `${pointer}/@import`, 'no context is loaded');
    if (name === '@context' && [member].flat().some((item) => typeof item === 'string' && !pinned.has(item)))
      refuse('context-not-pinned', `${pointer}/@context`, 'no context is loaded');
    refuseRemote(member, `${pointer}/${name}`, pinned);
  }
};

/** `"x"` is short for `{"@id": "x"}`, and to say again what a protected term means is allowed (JSON-LD 1.1 §4.1.11). */
const meaningOf = (definition: unknown): string => {
  const { '@protected': _, ...meaning } = isObject(definition) ? definition : { '@id': definition };
  return JSON.stringify(meaning);
};

const isProtected = (context: JsonObject, definition: unknown): boolean =>
  isObject(definition) && definition['@protected'] !== undefined
    ? definition['@protected'] === true
    : context['@protected'] === true;

/**
 * Checks `@context` (VCDM 2.0 §4.3) and answers what each term of it means. First the base context; each URL pinned; no protected term
 * defined anew.
 */
export const readContexts = (value: unknown, pinned: PinnedContexts): ReadonlyMap<string, unknown> => {
  if (!Array.isArray(value) || value[0] !== credentialsV2)
    refuse('context-base-missing', '/@context', `an array that begins with ${credentialsV2} is expected`);
  const terms = new Map<string, unknown>();
  const held = new Set<string>();
  (value as unknown[]).forEach((item, index) => {
    const at = `/@context/${index}`;
    if (typeof item === 'string' && !pinned.has(item))
      refuse('context-not-pinned', at, `${item} is not built in, and no context is loaded`);
    const context = typeof item === 'string' ? pinned.get(item)!['@context'] : item;
    if (typeof item !== 'string') refuseRemote(item, at, pinned);
    // A pinned context may itself be a list of inline ones; a list inside a credential's list is not JSON-LD 1.1's form for it.
    for (const part of typeof item === 'string' ? [context].flat() : [context]) {
      if (!isObject(part)) refuse('context-malformed', at, 'a URL or an object is expected');
      for (const [term, definition] of Object.entries(part as JsonObject)) {
        if (term === '@protected' || term === '@version') continue;
        if (held.has(term) && meaningOf(terms.get(term)) !== meaningOf(definition))
          refuse('context-term-protected', `${at}/${term}`, 'defines a protected term anew');
        terms.set(term, definition);
        if (isProtected(part as JsonObject, definition)) held.add(term);
      }
    }
  });
  return terms;
};

/** Types: absolute URLs, or terms of the contexts whose meaning is one. @returns the types. */
export const readTypes = (value: unknown, pointer: string, terms: ReadonlyMap<string, unknown>): readonly string[] => {
  const types = [value].flat() as unknown[];
  if (value === undefined || types.length === 0) refuse('type-missing', pointer, 'a type is expected');
  for (const type of types) {
    if (typeof type !== 'string') refuse('type-malformed', pointer, 'a term or an absolute URL is expected');
    if (isUrl(type)) continue;
    const definition = terms.get(type as string);
    const meaning = isObject(definition) ? definition['@id'] : definition;
    const vocabulary = terms.get('@vocab');
    if (!isUrl(meaning) && !(meaning === undefined && isUrl(vocabulary)))
      refuse('type-unmapped', pointer, `no context says what ${String(type)} means`);
  }
  return types as string[];
};
