import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { expandName, prefixesOf, type Prefixes } from './context.ts';
import { documentSchemas, eventSchemas, ownEventSchema } from './epcis-schema.ts';
import { ruleIssues } from './event-rules.ts';
import type { Issue, IssueCode } from './issues.ts';
import { isObject, pointerOf, type JsonObject, type JsonValue } from './json.ts';
import { isTerm, vocabularyOfField } from './vocabulary.ts';

const ajv = new Ajv({ allErrors: false, strict: false });
addFormats.default(ajv);
/** Compiled when it is first asked for: most processes and tests that load this file never see an event. */
const compiled = (schema: object): (() => ValidateFunction) => {
  let check: ValidateFunction | undefined;
  return () => (check ??= ajv.compile(schema));
};
const eventChecks = new Map<string, () => ValidateFunction>(
  eventSchemas.map(([type, schema]) => [type, compiled(schema)]),
);
const ownEventCheck = compiled(ownEventSchema);
const documentChecks = new Map(Object.entries(documentSchemas).map(([type, schema]) => [type, compiled(schema)]));

/** What a document of this type must look like, its events apart; undefined for a type that is none. */
export const documentCheck = (type: string): ValidateFunction | undefined => documentChecks.get(type)?.();

const codes: Readonly<Record<string, IssueCode>> = {
  type: 'wrong-type',
  required: 'missing',
  propertyNames: 'unknown-field',
  additionalProperties: 'unknown-field',
  pattern: 'pattern',
  enum: 'value',
  const: 'value',
  minItems: 'too-few',
  minProperties: 'too-few',
  uniqueItems: 'twice',
  minLength: 'too-few',
};

/** The finding behind ajv's errors of one check: the deepest, because an `anyOf` follows what it tried. */
export const schemaIssue = (errors: readonly ErrorObject[]): Issue => {
  const wrongName = errors.find(({ keyword }) => keyword === 'propertyNames');
  const error = wrongName ?? errors.toSorted((a, b) => b.instancePath.length - a.instancePath.length)[0];
  if (error === undefined) return { pointer: '', code: 'value' };
  const { keyword, instancePath, params } = error as { keyword: string; instancePath: string; params: JsonObject };
  const name = params['missingProperty'] ?? params['propertyName'] ?? params['additionalProperty'];
  const code = keyword === 'format' ? (params['format'] === 'uri' ? 'uri' : 'time') : (codes[keyword] ?? 'value');
  return { pointer: instancePath + (typeof name === 'string' ? pointerOf([name]) : ''), code };
};

const vocabularyIssues = (value: JsonValue | undefined, path: (string | number)[], field: string): Issue[] => {
  const name = Object.hasOwn(vocabularyOfField, field) ? vocabularyOfField[field] : undefined;
  if (Array.isArray(value)) return value.flatMap((item, index) => vocabularyIssues(item, [...path, index], field));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      vocabularyIssues(item, [...path, key], field === '' ? key : `${field}/${key}`),
    );
  }
  if (name === undefined || typeof value !== 'string' || isTerm(name, value)) return [];
  return [{ pointer: pointerOf(path), code: 'vocabulary' }];
};

/** Names with a prefix nobody declared, at any depth. */
const prefixIssues = (value: JsonValue | undefined, path: (string | number)[], prefixes: Prefixes): Issue[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => prefixIssues(item, [...path, index], prefixes));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]): Issue[] => {
    if (key === '@context') return [];
    const here = [...path, key];
    const unknown = key.includes(':') && expandName(key, prefixes) === undefined;
    return unknown ? [{ pointer: pointerOf(here), code: 'undeclared-prefix' }] : prefixIssues(item, here, prefixes);
  });
};

/** Everything wrong with one event, by pointers into it. `context` is that of its document, if it came in one. */
export const checkEvent = (event: JsonValue | undefined, context?: JsonValue): Issue[] => {
  if (!isObject(event)) return [{ pointer: '', code: 'not-an-object' }];
  const type = event['type'];
  if (typeof type !== 'string') return [{ pointer: '/type', code: type === undefined ? 'missing' : 'wrong-type' }];
  const prefixes = prefixesOf(context, event['@context']);
  const check = eventChecks.get(type)?.();
  if (check === undefined && expandName(type, prefixes) === undefined)
    return [{ pointer: '/type', code: 'event-type' }];
  const own = check ?? ownEventCheck();
  if (!own(event)) return [schemaIssue(own.errors ?? [])];
  return [
    ...(check === undefined ? [] : [...ruleIssues(event), ...vocabularyIssues(event, [], '')]),
    ...prefixIssues(event, [], prefixes),
  ];
};
