import { expandName, type Prefixes } from '../context.ts';
import { canonicalUri } from '../epc-uri.ts';
import { eventTypes } from '../event-shapes.ts';
import { attributeFields, attributeTerm, hasAttributeTerm } from '../master-data.ts';
import { bareWord, isTerm, type VocabularyName } from '../vocabulary.ts';
import { extensionTerm } from './event-terms.ts';

/** A comparison that an event must fulfil; all of a query's must hold. */
export type Criterion =
  /** The event has one of the values under `term`, or under `also`. */
  | { readonly kind: 'words'; readonly term: string; readonly also?: string; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly term: string; readonly op: Comparison; readonly value: number };
export type Comparison = 'EQ' | 'GT' | 'GE' | 'LT' | 'LE';

export interface EventQuery {
  readonly criteria: readonly Criterion[];
  readonly orderBy: 'eventTime' | 'recordTime';
  readonly descending: boolean;
  /** Only the first so many. */
  readonly eventCountLimit?: number;
  /** With more than so many the query is refused. */
  readonly maxEventCount?: number;
}

/** A parameter that the query language does not have, or whose value it does not take. */
export class QueryError extends Error {
  readonly parameter: string;
  readonly code: 'unknown-parameter' | 'bad-value' | 'undeclared-prefix' | 'together';
  constructor(parameter: string, code: QueryError['code']) {
    super(`${code}: ${parameter}`);
    this.name = 'QueryError';
    this.parameter = parameter;
    this.code = code;
  }
}

/** Text of one parameter: as in a URL, several values are divided by `|`; a JSON query has lists, numbers, booleans. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Parameters and terms that name identifiers. */
export const uris = 'epc parentID inputEPC outputEPC anyEPC epcClass inputEPCClass outputEPCClass anyEPCClass'.split(
  ' ',
);
/** `EQ_` parameters of fixed names: term, and what their values are. */
const fixedWords: Readonly<Record<string, readonly [term: string, values: VocabularyName | 'uri' | 'text']>> = {
  eventType: ['eventType', 'text'],
  EQ_action: ['action', 'text'],
  EQ_bizStep: ['bizStep', 'bizStep'],
  EQ_disposition: ['disposition', 'disposition'],
  EQ_persistentDisposition_set: ['persistentDisposition_set', 'disposition'],
  EQ_persistentDisposition_unset: ['persistentDisposition_unset', 'disposition'],
  EQ_readPoint: ['readPoint', 'uri'],
  WD_readPoint: ['readPoint/within', 'uri'],
  EQ_bizLocation: ['bizLocation', 'uri'],
  WD_bizLocation: ['bizLocation/within', 'uri'],
  EQ_transformationID: ['transformationID', 'uri'],
  EQ_eventID: ['eventID', 'text'],
  EQ_errorReason: ['errorReason', 'errorReason'],
  EQ_correctiveEventID: ['correctiveEventID', 'text'],
  EQ_type: ['type', 'measurement'],
  EQ_stringValue: ['stringValue', 'text'],
  EQ_hexBinaryValue: ['hexBinaryValue', 'text'],
  EQ_booleanValue: ['booleanValue', 'text'],
  ...Object.fromEntries(
    ['deviceID', 'dataProcessingMethod', 'microorganism', 'chemicalSubstance', 'bizRules', 'uriValue'].map(
      (name) => [`EQ_${name}`, [name, 'uri']] as const,
    ),
  ),
  ...Object.fromEntries(uris.map((name) => [`MATCH_${name}`, [name, 'uri']] as const)),
};
const times = ['eventTime', 'recordTime', 'errorDeclarationTime', 'startTime', 'endTime'];
const sections = 'ILMD|ERROR_DECLARATION|SENSORELEMENT|SENSORMETADATA|SENSORREPORT|readPoint|bizLocation';

const listIn = (name: string, value: Parameters[string]): string[] => {
  const texts = typeof value === 'object' ? [...value] : String(value).split('|');
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string' || text === ''))
    throw new QueryError(name, 'bad-value');
  return texts;
};
const numberIn = (name: string, value: Parameters[string]): number => {
  const text = String(value).trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw new QueryError(name, 'bad-value');
  return Number(text);
};
const timeIn = (name: string, value: Parameters[string]): number => {
  // A `+` of a zone that was not percent-encoded arrives as a space.
  const text = String(value).replace(/ (?=\d\d:\d\d$)/, '+');
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) throw new QueryError(name, 'bad-value');
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new QueryError(name, 'bad-value');
  return time;
};

const wordsIn = (name: string, term: string, kind: string, value: Parameters[string]): Criterion => {
  const texts = listIn(name, value);
  if (name === 'EQ_action' && texts.some((text) => !['ADD', 'OBSERVE', 'DELETE'].includes(text)))
    throw new QueryError(name, 'bad-value');
  if (
    name === 'eventType' &&
    texts.some((text) => !(eventTypes as readonly string[]).includes(text) && !text.includes(':'))
  ) {
    throw new QueryError(name, 'bad-value');
  }
  if (kind === 'text') return { kind: 'words', term, values: texts };
  if (kind === 'uri') {
    const patterns = texts.filter((text) => text.startsWith('urn:epc:idpat:'));
    if (patterns.length === 0) return { kind: 'words', term, values: texts.map(canonicalUri) };
    // A class is a pattern of its instances; a query mixes patterns and identifiers only of one kind.
    if (patterns.length < texts.length) throw new QueryError(name, 'together');
    const isClass = /Class$/.test(term);
    return { kind: 'words', term: isClass ? term : `${term}/of`, values: texts.map(canonicalUri) };
  }
  const vocabulary = kind as VocabularyName;
  if (texts.some((text) => !isTerm(vocabulary, text))) throw new QueryError(name, 'bad-value');
  return { kind: 'words', term, values: texts.map((text) => bareWord(vocabulary, text)) };
};

const partyIn = (name: string, value: Parameters[string]): Criterion | undefined => {
  const [, kind = '', type = ''] = /^EQ_(bizTransaction|source|destination)_(.+)$/.exec(name) ?? [];
  if (kind === '') return undefined;
  const vocabulary = kind === 'bizTransaction' ? 'bizTransactionType' : 'sourceDestType';
  if (!isTerm(vocabulary, type)) throw new QueryError(name, 'unknown-parameter');
  return wordsIn(name, `${kind}_${bareWord(vocabulary, type)}`, 'uri', value);
};

const fullName = (name: string, field: string, prefixes: Prefixes): string => {
  const full = expandName(field, prefixes);
  if (full === undefined) throw new QueryError(name, 'undeclared-prefix');
  return full.namespace + full.local;
};

const extensionIn = (name: string, value: Parameters[string], prefixes: Prefixes): Criterion | undefined => {
  const form = new RegExp(`^(EQ|GT|GE|LT|LE|EXISTS)_(INNER_)?(?:(${sections})_)?([^_:]*:.+)$`);
  const [, op = '', inner, section = '', field = ''] = form.exec(name) ?? [];
  if (op === '') return undefined;
  const term = extensionTerm(section, inner !== undefined, fullName(name, field, prefixes));
  if (op === 'EXISTS') return { kind: 'words', term: 'exists', values: [term] };
  if (op === 'EQ')
    return { kind: 'words', term, values: typeof value === 'number' ? [String(value)] : listIn(name, value) };
  const text = String(value);
  const size = /^\d{4}-\d\d-\d\dT/.test(text) ? timeIn(name, value) : numberIn(name, value);
  return { kind: 'number', term, op: op as Comparison, value: size };
};

/** `HASATTR_field`: names of attributes; `EQATTR_field_name`, in the REST binding's schema `EQ_ATTR_`: values of one. */
const attributeIn = (name: string, value: Parameters[string], prefixes: Prefixes): Criterion | undefined => {
  const [, has, equals, attribute = ''] = /^(?:HASATTR_([A-Za-z]+)|EQ_?ATTR_([A-Za-z]+)_(.+))$/.exec(name) ?? [];
  const field = has ?? equals;
  if (field === undefined || !(attributeFields as readonly string[]).includes(field)) return undefined;
  if (has !== undefined) {
    const values = listIn(name, value).map((one) => fullName(name, one, prefixes));
    return { kind: 'words', term: hasAttributeTerm(field), values };
  }
  const term = attributeTerm(field, fullName(name, attribute, prefixes));
  return { kind: 'words', term, values: listIn(name, value) };
};

const numericIn = (name: string, value: Parameters[string]): Criterion | undefined => {
  const [, op = '', field = ''] =
    /^(EQ|GT|GE|LT|LE)_(quantity|(?:quantity|value|minValue|maxValue|meanValue|sDev|percValue)_[A-Z0-9]{2,4})$/.exec(
      name,
    ) ?? [];
  return op === '' ? undefined : { kind: 'number', term: field, op: op as Comparison, value: numberIn(name, value) };
};

const timeCriterion = (name: string, value: Parameters[string]): Criterion | undefined => {
  const [, op = '', field = ''] = /^(GE|LT)_(\w+)$/.exec(name) ?? [];
  return times.includes(field)
    ? { kind: 'number', term: field, op: op as Comparison, value: timeIn(name, value) }
    : undefined;
};

const criterionOf = (name: string, value: Parameters[string], prefixes: Prefixes): Criterion | undefined => {
  const fixed = Object.hasOwn(fixedWords, name) ? fixedWords[name] : undefined;
  if (fixed !== undefined) return wordsIn(name, fixed[0], fixed[1], value);
  if (name === 'EXISTS_errorDeclaration') {
    if (!['true', 'false'].includes(String(value))) throw new QueryError(name, 'bad-value');
    return String(value) === 'true' ? { kind: 'words', term: 'exists', values: ['errorDeclaration'] } : undefined;
  }
  const found =
    attributeIn(name, value, prefixes) ??
    timeCriterion(name, value) ??
    numericIn(name, value) ??
    extensionIn(name, value, prefixes) ??
    partyIn(name, value);
  if (found === undefined) throw new QueryError(name, 'unknown-parameter');
  return found;
};

const wholeIn = (parameters: Parameters, name: string): number | undefined => {
  if (parameters[name] === undefined) return undefined;
  const value = numberIn(name, parameters[name]);
  if (!Number.isInteger(value) || value < 1) throw new QueryError(name, 'bad-value');
  return value;
};
const oneOf = <Value extends string>(
  parameters: Parameters,
  name: string,
  known: readonly Value[],
  other: Value,
): Value => {
  const value = parameters[name] ?? other;
  const found = known.find((one) => one === value);
  if (found === undefined) throw new QueryError(name, 'bad-value');
  return found;
};
const ordering = ['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount'];

/** Reads the parameters of the EPCIS query language (standard, 8.2.7). @throws QueryError */
export const parseQuery = (parameters: Parameters, prefixes: Prefixes): EventQuery => {
  const criteria = Object.entries(parameters).flatMap(([name, value]) =>
    ordering.includes(name) ? [] : (criterionOf(name, value, prefixes) ?? []),
  );
  const eventCountLimit = wholeIn(parameters, 'eventCountLimit');
  const maxEventCount = wholeIn(parameters, 'maxEventCount');
  if (eventCountLimit !== undefined && maxEventCount !== undefined) throw new QueryError('maxEventCount', 'together');
  if (eventCountLimit !== undefined && parameters['orderBy'] === undefined)
    throw new QueryError('eventCountLimit', 'together');
  return {
    criteria,
    orderBy: oneOf(parameters, 'orderBy', ['eventTime', 'recordTime'], 'eventTime'),
    descending: oneOf(parameters, 'orderDirection', ['ASC', 'DESC'], 'DESC') === 'DESC',
    ...(eventCountLimit === undefined ? {} : { eventCountLimit }),
    ...(maxEventCount === undefined ? {} : { maxEventCount }),
  };
};
