import { expandName, prefixesOf, type Prefixes } from '../context.ts';
import { canonicalUri } from '../epc-uri.ts';
import { isObject, listOf, type JsonObject, type JsonValue } from '../json.ts';
import { bareWord, vocabularyOfField } from '../vocabulary.ts';

/**
 * What an event can be found by: words (compared whole) and numbers (compared by size), each under a name. A query is evaluated on these
 * alone, so an index of them answers as reading every event would.
 */
export interface EventTerms {
  readonly words: readonly (readonly [name: string, value: string])[];
  readonly numbers: readonly (readonly [name: string, value: number])[];
}

/** Section of an event with extensions of its own -> its name in query parameters. */
type Section =
  '' | 'ILMD' | 'ERROR_DECLARATION' | 'SENSORELEMENT' | 'SENSORMETADATA' | 'SENSORREPORT' | 'readPoint' | 'bizLocation';
export const extensionTerm = (section: string, inner: boolean, name: string): string =>
  `ext:${[...(inner ? ['INNER'] : []), ...(section === '' ? [] : [section])].join('_')}:${name}`;

class Collector {
  readonly words = new Map<string, readonly [string, string]>();
  readonly numbers = new Map<string, readonly [string, number]>();

  word(name: string, value: JsonValue | undefined): void {
    if (value === undefined || value === null || typeof value === 'object') return;
    this.words.set(`${name}\0${value}`, [name, String(value)]);
  }
  number(name: string, value: JsonValue | undefined): void {
    if (typeof value === 'number') this.numbers.set(`${name}\0${value}`, [name, value]);
  }
  time(name: string, value: JsonValue | undefined): void {
    if (typeof value === 'string') this.number(name, Date.parse(value));
  }
}

const uriOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? canonicalUri(value) : undefined;
const bare = (field: string, value: JsonValue | undefined): string | undefined => {
  const vocabulary = vocabularyOfField[field];
  return typeof value === 'string' && vocabulary !== undefined ? bareWord(vocabulary, value) : undefined;
};
const objects = (value: JsonValue | undefined): JsonObject[] => listOf(value).filter(isObject);

/** Names with a prefix under `value`, the first level by itself, deeper ones as INNER. */
const extensions = (into: Collector, section: Section, value: JsonObject, prefixes: Prefixes, inner = false): void => {
  for (const [name, items] of Object.entries(value)) {
    const full = name.includes(':') ? expandName(name, prefixes) : undefined;
    if (full === undefined && !inner) continue;
    const term = extensionTerm(section, inner, full === undefined ? name : full.namespace + full.local);
    into.word('exists', term);
    for (const item of listOf(items)) {
      if (isObject(item)) extensions(into, section, item, prefixes, true);
      into.word(term, item);
      into.number(term, item);
      if (typeof item === 'string' && /^\d{4}-\d\d-\d\dT/.test(item)) into.time(term, item);
    }
  }
};

const identifiers: readonly (readonly [field: string, terms: readonly string[]])[] = [
  ['epcList', ['epc', 'anyEPC']],
  ['childEPCs', ['epc', 'anyEPC']],
  ['parentID', ['parentID', 'anyEPC']],
  ['inputEPCList', ['inputEPC', 'anyEPC']],
  ['outputEPCList', ['outputEPC', 'anyEPC']],
];
const quantities: readonly (readonly [field: string, terms: readonly string[]])[] = [
  ['quantityList', ['epcClass', 'anyEPCClass']],
  ['childQuantityList', ['epcClass', 'anyEPCClass']],
  ['inputQuantityList', ['inputEPCClass', 'anyEPCClass']],
  ['outputQuantityList', ['outputEPCClass', 'anyEPCClass']],
];

const what = (into: Collector, event: JsonObject): void => {
  for (const [field, names] of identifiers) {
    for (const epc of listOf(event[field])) {
      const uri = uriOf(epc);
      for (const name of names) into.word(name, uri);
      // A pattern (`urn:epc:idpat:…`) stands for every instance of a class.
      const family = uri?.replace(/^(https:\/\/id\.gs1\.org\/\d+\/[^/]+)\/.*$/, '$1');
      if (family !== uri) for (const name of names) into.word(`${name}/of`, family);
    }
  }
  for (const [field, names] of quantities) {
    for (const { epcClass, quantity, uom } of objects(event[field])) {
      for (const name of names) into.word(name, uriOf(epcClass));
      into.number('quantity', quantity);
      if (typeof uom === 'string') into.number(`quantity_${uom}`, quantity);
    }
  }
};

const where = (into: Collector, event: JsonObject, prefixes: Prefixes): void => {
  for (const name of ['readPoint', 'bizLocation'] as const) {
    for (const place of objects(event[name])) {
      const uri = uriOf(place['id']);
      into.word(name, uri);
      // A location without its extension (`/254/…`) is the whole that the part lies in.
      into.word(`${name}/within`, uri);
      into.word(`${name}/within`, uri?.replace(/\/254\/.*$/, ''));
      extensions(into, name, place, prefixes);
    }
  }
};

const parties = (into: Collector, event: JsonObject): void => {
  for (const [list, name] of [
    ['bizTransactionList', 'bizTransaction'],
    ['sourceList', 'source'],
    ['destinationList', 'destination'],
  ] as const) {
    for (const entry of objects(event[list])) {
      const type = bare(`${list}/type`, entry['type']);
      into.word(`${name}_${type ?? ''}`, uriOf(entry[name]));
    }
  }
};

const sensed = ['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue'];
const sensors = (into: Collector, event: JsonObject, prefixes: Prefixes): void => {
  for (const element of objects(event['sensorElementList'])) {
    extensions(into, 'SENSORELEMENT', element, prefixes);
    const about = objects(element['sensorMetadata']);
    const reports = objects(element['sensorReport']);
    for (const part of about) extensions(into, 'SENSORMETADATA', part, prefixes);
    for (const part of reports) {
      extensions(into, 'SENSORREPORT', part, prefixes);
      into.word('type', bare('sensorElementList/sensorReport/type', part['type']));
      for (const name of sensed) into.number(`${name}_${String(part['uom'] ?? '')}`, part[name]);
      for (const name of ['stringValue', 'hexBinaryValue', 'booleanValue']) into.word(name, part[name]);
      for (const name of ['microorganism', 'chemicalSubstance', 'uriValue']) into.word(name, uriOf(part[name]));
    }
    for (const part of [...about, ...reports]) {
      for (const name of ['deviceID', 'dataProcessingMethod', 'bizRules']) into.word(name, uriOf(part[name]));
      for (const name of ['startTime', 'endTime']) into.time(name, part[name]);
    }
  }
};

const why = (into: Collector, event: JsonObject, prefixes: Prefixes): void => {
  into.word('bizStep', bare('bizStep', event['bizStep']));
  into.word('disposition', bare('disposition', event['disposition']));
  for (const state of ['set', 'unset']) {
    for (const part of objects(event['persistentDisposition'])) {
      for (const value of listOf(part[state])) {
        into.word(`persistentDisposition_${state}`, bare(`persistentDisposition/${state}`, value));
      }
    }
  }
  for (const declaration of objects(event['errorDeclaration'])) {
    into.word('exists', 'errorDeclaration');
    into.time('errorDeclarationTime', declaration['declarationTime']);
    into.word('errorReason', bare('errorDeclaration/reason', declaration['reason']));
    for (const id of listOf(declaration['correctiveEventIDs'])) into.word('correctiveEventID', id);
    extensions(into, 'ERROR_DECLARATION', declaration, prefixes);
  }
};

/** The terms of an event; `context` is that of the document it came in. */
export const termsOf = (event: JsonObject, context?: JsonValue): EventTerms => {
  const into = new Collector();
  const prefixes = prefixesOf(context, event['@context']);
  into.word('eventType', event['type']);
  into.word('eventID', event['eventID']);
  into.word('action', event['action']);
  into.word('transformationID', uriOf(event['transformationID']));
  into.time('eventTime', event['eventTime']);
  into.time('recordTime', event['recordTime']);
  what(into, event);
  where(into, event, prefixes);
  why(into, event, prefixes);
  parties(into, event);
  sensors(into, event, prefixes);
  extensions(into, '', event, prefixes);
  for (const ilmd of objects(event['ilmd'])) extensions(into, 'ILMD', ilmd, prefixes);
  return {
    words: [...into.words.values()],
    numbers: [...into.numbers.values()].filter(([, value]) => !Number.isNaN(value)),
  };
};
