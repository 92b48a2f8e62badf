import { sha256Hex } from '@daunguon/proof';
import { canonicalUri } from './epc-uri.ts';
import { expandName, prefixesOf, type Prefixes } from './context.ts';
import { isObject, listOf, type JsonObject, type JsonValue } from './json.ts';
import { vocabularyOfField, wordUri } from './vocabulary.ts';

/**
 * The EPCIS event hash of CBV 2.0, section 8.9: a text in which each event has one spelling, and its SHA-256. Where the section and
 * the reference implementation order lists in another way, we follow the implementation's published vectors: they are what others compare with.
 */
const metadata = 'time startTime endTime deviceID deviceMetadata rawData dataProcessingMethod bizRules'.split(' ');
const report = [
  'type exception deviceID deviceMetadata rawData dataProcessingMethod time microorganism chemicalSubstance value component',
  'stringValue booleanValue hexBinaryValue uriValue minValue maxValue meanValue sDev percRank percValue uom',
  'coordinateReferenceSystem',
].flatMap((line) => line.split(' '));
/** In this order; what is not named here follows, sorted. */
const order = [
  'eventTime eventTimeZoneOffset certificationInfo parentID epcList inputEPCList childEPCs quantityList',
  'childQuantityList inputQuantityList outputEPCList outputQuantityList action transformationID bizStep disposition',
  'persistentDisposition readPoint bizLocation sensorElementList',
].flatMap((line) => line.split(' '));
const left = new Set(['@context', 'recordTime', 'eventID', 'type', 'errorDeclaration', 'rdfs:comment', 'comment']);

/** By code points, as the standard sorts. */
const byCodePoint = (a: string, b: string): number => {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};
const sorted = (texts: readonly string[]): string => texts.toSorted(byCodePoint).join('');

/** UTC with exactly three decimals, half rounded up; other texts as they are. */
export const hashTime = (text: string): string => {
  const [, seconds = '', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const whole = Date.parse(seconds.toUpperCase() + zone.toUpperCase());
  if (Number.isNaN(whole)) return text;
  const milliseconds = Math.round(Number(`${fraction.padEnd(4, '0').slice(0, 4)}`) / 10);
  return new Date(whole + milliseconds).toISOString();
};

/** A number without what does not change it (`+`, leading and trailing zeros). */
const plainNumber = (text: string): string => {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return text;
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)0*(\d*)\.?(\d*?)0*$/.exec(text) ?? [];
  const plain = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
};

const decimal = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? BigInt(Math.trunc(value)).toString() : text;
};

interface Scope {
  readonly prefixes: Prefixes;
  readonly ignored: ReadonlySet<string>;
}

const valueText = (value: JsonValue, field: string, { prefixes }: Scope): string => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number')
    return Number.isInteger(value) || Math.abs(value) >= 1e-6 ? decimal(value) : String(value);
  const text = String(value).trim();
  const vocabulary = Object.hasOwn(vocabularyOfField, field) ? vocabularyOfField[field] : undefined;
  const uri = vocabulary === undefined ? text : wordUri(vocabulary, text);
  if (uri !== text) return uri;
  const namespace = prefixes.get(text.slice(0, Math.max(text.indexOf(':'), 0)));
  return canonicalUri(namespace === undefined ? plainNumber(text) : namespace + text.slice(text.indexOf(':') + 1));
};

const pair = (name: string, value: JsonValue | undefined, field: string, scope: Scope): string => {
  if (value === undefined || value === null) return '';
  const text = valueText(value, field, scope);
  return text === '' ? '' : `${name}=${/time/i.test(name) && !/offset/i.test(name) ? hashTime(text) : text}`;
};

/** `{namespace}local`, or the name as it is where nobody declared its prefix. */
const fullName = (name: string, { prefixes }: Scope): string => {
  const found = name.includes(':') ? expandName(name, prefixes) : undefined;
  return found === undefined ? name : `{${found.namespace}}${found.local}`;
};

/** User extensions and ilmd: sorted `{namespace}local=value`, nested ones behind their parent. */
const extension = (name: string, value: JsonValue | undefined, scope: Scope): string[] => {
  if (value === undefined || value === null || left.has(name)) return [];
  if (Array.isArray(value)) return value.flatMap((item) => extension(name, item as JsonValue, scope));
  const key = fullName(name, scope);
  if (!isObject(value)) return [pair(key, value, '', scope)];
  return [`${key}${sorted(Object.entries(value).flatMap(([inner, item]) => extension(inner, item, scope)))}`];
};

const extensionsIn = (value: JsonObject, scope: Scope): string =>
  sorted(Object.entries(value).flatMap(([name, item]) => (name.includes(':') ? extension(name, item, scope) : [])));

const inOrder = (value: JsonObject, names: readonly string[], field: string, scope: Scope): string =>
  names.map((name) => pair(name, value[name], `${field}/${name}`, scope)).join('') + extensionsIn(value, scope);

const objects = (value: JsonValue | undefined): JsonObject[] => listOf(value).filter(isObject);
const headed = (name: string, body: string): string => (body === '' ? '' : name + body);

const sensors = (value: JsonValue | undefined, scope: Scope): string => {
  const at = 'sensorElementList';
  const elements = objects(value).map((element) => {
    const [about] = objects(element['sensorMetadata']);
    const reports = objects(element['sensorReport']).map((one) =>
      headed('sensorReport', inOrder(one, report, `${at}/sensorReport`, scope)),
    );
    const meta = headed('sensorMetadata', inOrder(about ?? {}, metadata, `${at}/sensorMetadata`, scope));
    return headed('sensorElement', meta + sorted(reports) + extensionsIn(element, scope));
  });
  return headed(at, sorted(elements));
};

const ordered = (name: string, value: JsonValue | undefined, scope: Scope): string => {
  if (name === 'sensorElementList') return sensors(value, scope);
  if (name.endsWith('QuantityList') || name === 'quantityList') {
    const entries = objects(value).map((entry) => inOrder(entry, ['epcClass', 'quantity', 'uom'], name, scope));
    return headed(name, sorted(entries.map((entry) => headed('quantityElement', entry))));
  }
  if (name.endsWith('EPCList') || name === 'epcList' || name === 'childEPCs') {
    return headed(name, sorted(listOf(value).map((epc) => pair('epc', epc, name, scope))));
  }
  if (name === 'persistentDisposition' && isObject(value)) {
    const of = (key: string): string =>
      sorted(listOf(value[key]).map((one) => pair(key, one, `${name}/${key}`, scope)));
    return headed(name, of('set') + of('unset'));
  }
  if (isObject(value)) return headed(name, inOrder(value, ['id'], name, scope));
  return sorted(listOf(value).map((one) => pair(name, one, name, scope)));
};

const parties: Readonly<Record<string, string>> = {
  bizTransactionList: 'bizTransaction',
  sourceList: 'source',
  destinationList: 'destination',
};

const rest = (name: string, value: JsonValue | undefined, scope: Scope): string => {
  const party = Object.hasOwn(parties, name) ? parties[name] : undefined;
  if (party === undefined) return sorted(extension(name, value, scope));
  return headed(name, sorted(objects(value).map((entry) => inOrder(entry, ['type', party], name, scope))));
};

export interface HashOptions {
  /** `@context` of the document that the event came in. */
  readonly context?: JsonValue | undefined;
  /** Fields that a repository added and that are not the event's own. */
  readonly ignored?: readonly string[];
}

/** The text that is hashed. */
export const preHash = (event: JsonObject, { context, ignored = [] }: HashOptions = {}): string => {
  const scope: Scope = { prefixes: prefixesOf(context, event['@context']), ignored: new Set(ignored) };
  const names = Object.keys(event).filter(
    (name) => !order.includes(name) && !left.has(name) && !scope.ignored.has(name),
  );
  const following = names.map((name) => rest(name, event[name], scope));
  return `eventType=${String(event['type'])}${order.map((name) => ordered(name, event[name], scope)).join('')}${sorted(following)}`;
};

/** `ni:///sha-256;…?ver=CBV2.0` (RFC 6920): the same for the same event however it is written, with or without an error declaration. */
export const eventHash = (event: JsonObject, options: HashOptions = {}): string =>
  `ni:///sha-256;${sha256Hex(preHash(event, options))}?ver=CBV2.0`;
