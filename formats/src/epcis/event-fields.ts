import { canonicalUri } from './epc-uri.ts';
import { epcLists, quantityLists } from './event-shapes.ts';
import { eventHash } from './event-hash.ts';
import { isObject, listOf, type JsonObject, type JsonValue } from './json.ts';
import { ownNamespace, prefixesOf, type Prefixes } from './context.ts';
import { bareWord } from './vocabulary.ts';
import { weightTotals } from './weight-totals.ts';

/** What is known of a captured event besides itself. */
export interface Capture {
  /** Unit that captured it. */
  readonly unit: string;
  /** Code of the commune where it took place; undefined when the event's place is none that the registry knows. */
  readonly commune: string | undefined;
  /** Units that may read the whole of it. */
  readonly readers: readonly string[];
  /** ISO 8601 */
  readonly recordTime: string;
}

/** Numbers that are not integers have no canonical form: they travel as decimal strings. */
const canonical = (value: JsonValue | undefined): JsonValue => {
  if (value === undefined) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : String(value);
  if (Array.isArray(value)) return value.map((item) => canonical(item as JsonValue));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, canonical(item)]));
};

const uris = (value: JsonValue | undefined): string[] =>
  listOf(value).flatMap((uri) => (typeof uri === 'string' ? [canonicalUri(uri)] : []));
/** A name of somebody's own vocabulary in full: who sees it without the context must know whose it is. */
const inFull = (value: string, prefixes: Prefixes): string => {
  const namespace = prefixes.get(value.slice(0, Math.max(value.indexOf(':'), 0)));
  return namespace === undefined ? value : namespace + value.slice(value.indexOf(':') + 1);
};
const word = (name: 'bizStep' | 'disposition', value: JsonValue | undefined, prefixes: Prefixes): JsonValue =>
  typeof value === 'string' ? inFull(bareWord(name, value), prefixes) : null;
/** Members that exist; null when there are none. */
const present = (entries: readonly (readonly [string, JsonValue])[]): JsonValue => {
  const kept = entries.filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  return kept.length === 0 ? null : Object.fromEntries(kept);
};

const classesOf = (event: JsonObject): JsonValue =>
  present(
    quantityLists.map((name) => [
      name,
      listOf(event[name])
        .filter(isObject)
        .flatMap(({ epcClass }) => uris(epcClass)),
    ]),
  );
const amountsOf = (event: JsonObject): JsonValue =>
  present(
    quantityLists.map((name) => [
      name,
      listOf(event[name])
        .filter(isObject)
        .map(({ quantity, uom }) => [canonical(quantity), canonical(uom)]),
    ]),
  );
const persistent = (value: JsonValue | undefined, prefixes: Prefixes): JsonValue =>
  isObject(value)
    ? present(
        ['set', 'unset'].map((name) => [name, listOf(value[name]).map((one) => word('disposition', one, prefixes))]),
      )
    : null;
const declared = ['declarationTime', 'reason', 'correctiveEventIDs'];
const parts = (value: JsonValue | undefined, keep: (name: string) => boolean): JsonValue =>
  isObject(value)
    ? present(
        Object.entries(value)
          .filter(([name]) => keep(name))
          .map(([name, one]) => [name, canonical(one)]),
      )
    : null;

/**
 * The values of the fields of `origin/epcis-event`, by pointer, in the order that records' `epcisFields` fixes: first what the ledger
 * sees, then what only readers do. Identifiers stand in their canonical form, so that the ledger knows a lot whatever its spelling.
 */
export const eventFields = (
  event: JsonObject,
  context: JsonValue | undefined,
  capture: Capture,
): readonly (readonly [string, JsonValue])[] => {
  const prefixes = prefixesOf(context, event['@context']);
  return [
    ['/schemaVersion', '2.0'],
    ['/unit', capture.unit],
    ['/type', inFull(String(event['type']), prefixes)],
    ['/eventTime', canonical(event['eventTime'])],
    ['/eventTimeZoneOffset', canonical(event['eventTimeZoneOffset'])],
    ['/action', canonical(event['action'])],
    ['/bizStep', word('bizStep', event['bizStep'], prefixes)],
    ['/disposition', word('disposition', event['disposition'], prefixes)],
    ['/persistentDisposition', persistent(event['persistentDisposition'], prefixes)],
    ['/transformationID', uris(event['transformationID'])[0] ?? null],
    ['/errorDeclaration', parts(event['errorDeclaration'], (name) => declared.includes(name))],
    ['/parentID', uris(event['parentID'])[0] ?? null],
    ['/epcs', present(epcLists.map((name) => [name, uris(event[name])]))],
    ['/epcClasses', classesOf(event)],
    ['/commune', capture.commune ?? null],
    ['/totals', weightTotals(event)],
    ['/eventID', canonical(event['eventID'])],
    ['/recordTime', capture.recordTime],
    ['/readPoint', canonical(event['readPoint'])],
    ['/bizLocation', canonical(event['bizLocation'])],
    ['/bizTransactionList', canonical(event['bizTransactionList'])],
    ['/sourceList', canonical(event['sourceList'])],
    ['/destinationList', canonical(event['destinationList'])],
    ['/amounts', amountsOf(event)],
    ['/sensorElementList', canonical(event['sensorElementList'])],
    ['/ilmd', canonical(event['ilmd'])],
    ['/certificationInfo', canonical(event['certificationInfo'])],
    ['/extensions', parts(event, (name) => name.includes(':'))],
    ['/context', canonical(context)],
    ['/errorExtensions', parts(event['errorDeclaration'], (name) => !declared.includes(name))],
    ['/eventHash', eventHash(event, { context })],
    ['/readers', [...capture.readers]],
  ];
};

/** Fields that anyone may see: what, when, in which commune, step and state. */
export const publicPointers = [
  ...['/schemaVersion', '/unit', '/type', '/eventTime', '/eventTimeZoneOffset', '/action', '/bizStep', '/disposition'],
  ...[
    '/persistentDisposition',
    '/transformationID',
    '/errorDeclaration',
    '/parentID',
    '/epcs',
    '/epcClasses',
    '/commune',
  ],
];

/** Stands where the standard wants a transaction that is not shown. */
const withheldTransaction = `${ownNamespace}withheld`;
export const eventUrn = (id: string): string => `urn:daunguon:event:${id}`;

/** A valid event that says no more than the public fields do. */
export const redactedEvent = (id: string, values: ReadonlyMap<string, JsonValue>, recordTime: string): JsonObject => {
  const at = (pointer: string): JsonValue => values.get(pointer) ?? null;
  const shown = (pointer: string, name = pointer.slice(1)): JsonObject =>
    at(pointer) === null ? {} : { [name]: at(pointer) };
  const [epcs, classes] = [at('/epcs'), at('/epcClasses')];
  const quantities = isObject(classes)
    ? Object.fromEntries(
        Object.entries(classes).map(([name, list]) => [name, listOf(list).map((epcClass) => ({ epcClass }))]),
      )
    : {};
  const type = String(at('/type'));
  const nothing = type === 'ObjectEvent' && epcs === null && classes === null ? { epcList: [] } : {};
  return {
    type,
    eventID: eventUrn(id),
    ...shown('/eventTime'),
    ...shown('/eventTimeZoneOffset'),
    recordTime,
    ...shown('/errorDeclaration'),
    ...(type === 'TransactionEvent' ? { bizTransactionList: [{ bizTransaction: withheldTransaction }] } : {}),
    ...shown('/action'),
    ...shown('/bizStep'),
    ...shown('/disposition'),
    ...shown('/persistentDisposition'),
    ...shown('/transformationID'),
    ...shown('/parentID'),
    ...(isObject(epcs) ? epcs : {}),
    ...quantities,
    ...nothing,
    ...shown('/commune', 'dn:commune'),
    ...shown('/unit', 'dn:unit'),
    'dn:redacted': true,
  };
};
