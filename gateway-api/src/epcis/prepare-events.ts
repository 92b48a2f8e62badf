import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  bareWord,
  checkEnvelope,
  checkEvent,
  epcisContext,
  eventHash,
  eventListPointer,
  eventsOf,
  eventUrn,
  identifiersOf,
  isObject,
  listOf,
  masterDataFor,
  masterDataIssues,
  masterDataOf,
  vocabularyOfField,
  type Issue,
  type JsonObject,
  type JsonValue,
  type MasterData,
} from '@daunguon/formats/epcis';
import { newId } from '@daunguon/proof';
import type { WaitingEvent } from './event-store.ts';

export const limits = {
  documentBytes: 16 * 1024 * 1024,
  events: 5000,
  eventBytes: 128 * 1024,
  identifiers: 2000,
  sensorReports: 1000,
  clockSlackMs: 5 * 60_000,
} as const;

/** What the events of one request have in common. */
export interface Capturing {
  readonly unit: string;
  /** Commune of a unit, of those that the request names and its own. */
  readonly communes: ReadonlyMap<string, string>;
  /** HMAC key of record ids. */
  readonly secret: Uint8Array;
  readonly now: Date;
}
export interface Prepared {
  readonly events: readonly WaitingEvent[];
  readonly issues: readonly Issue[];
}

const sensorReports = (event: JsonObject): number =>
  listOf(event['sensorElementList']).reduce<number>(
    (sum, element) => sum + (isObject(element) ? listOf(element['sensorReport']).length : 0),
    0,
  );

/** What this repository does not take, though it is EPCIS. */
const ownLimits = (event: JsonObject, now: Date): Issue[] => [
  ...(sensorReports(event) > limits.sensorReports
    ? [{ pointer: '/sensorElementList', code: 'sensor-flood' } as const]
    : []),
  ...(identifiersOf(event).length > limits.identifiers ? [{ pointer: '', code: 'too-long' } as const] : []),
  ...(Date.parse(String(event['eventTime'])) > now.getTime() + limits.clockSlackMs
    ? [{ pointer: '/eventTime', code: 'future' } as const]
    : []),
];

/** Bare words for the words of CBV, however they were spelt; everything else as it came. */
const withBareWords = (value: JsonValue | undefined, field: string): JsonValue | undefined => {
  if (Array.isArray(value)) return value.map((item) => withBareWords(item as JsonValue, field) ?? null);
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        withBareWords(item, field === '' ? name : `${field}/${name}`),
      ]),
    );
  }
  const vocabulary = Object.hasOwn(vocabularyOfField, field) ? vocabularyOfField[field] : undefined;
  return typeof value === 'string' && vocabulary !== undefined ? bareWord(vocabulary, value) : value;
};

const unitUrn = /^urn:daunguon:unit:([0-7][0-9A-HJKMNP-TV-Z]{25})$/;
/** Units that a text names. */
export const unitsNamed = (text: string): string[] => [
  ...new Set([...text.matchAll(/urn:daunguon:unit:([0-7][0-9A-HJKMNP-TV-Z]{25})"/g)].map(([, unit = '']) => unit)),
];

/** Where it took place: the commune of the unit that it names as its place; without a place, of who captured it. */
const communeOf = (event: JsonObject, { unit, communes }: Capturing): string | undefined => {
  const place = event['bizLocation'] ?? event['readPoint'];
  if (!isObject(place)) return communes.get(unit);
  return communes.get(unitUrn.exec(String(place['id']))?.[1] ?? '');
};

/** Units named as parties: they may read the whole. */
const partiesOf = (event: JsonObject): string[] =>
  ['sourceList', 'destinationList'].flatMap((list) =>
    listOf(event[list]).flatMap((entry) => {
      const uri = isObject(entry) ? String(entry['source'] ?? entry['destination']) : '';
      return unitUrn.exec(uri)?.[1] ?? [];
    }),
  );

const prepare = (
  event: JsonObject,
  context: JsonValue | undefined,
  pointer: string,
  capturing: Capturing,
  said: MasterData,
): WaitingEvent => {
  const { unit, secret, now } = capturing;
  const { '@context': own, recordTime: _, ...given } = withBareWords(event, '') as JsonObject;
  const parts = [...listOf(context), ...listOf(own)].filter((part) => part !== epcisContext);
  const hash = eventHash(given, { context: parts });
  // An error declaration repeats its event; it is another one by what it declares.
  const declaration = given['errorDeclaration'] === undefined ? '' : JSON.stringify(given['errorDeclaration']);
  const sameness = createHash('sha256').update(`${unit}\0${hash}\0${declaration}`).digest('hex');
  const masterData = masterDataFor(given, said);
  const id = newId(createHmac('sha256', secret).update(sameness).digest().subarray(0, 16));
  return {
    ...{ id, pointer, unit, sameness },
    commune: communeOf(given, capturing),
    event: { ...given, eventID: given['eventID'] ?? eventUrn(id) },
    context: parts,
    ...(Object.keys(masterData).length === 0 ? {} : { masterData }),
    saltSeed: randomBytes(32),
    readers: [...new Set([unit, ...partiesOf(given)])],
    recordTime: now.toISOString(),
  };
};

const one = (
  event: JsonObject,
  context: JsonValue | undefined,
  pointer: string,
  capturing: Capturing,
  said: MasterData = {},
): Prepared => {
  const issues = checkEvent(event, context);
  const found = issues.length > 0 ? issues : ownLimits(event, capturing.now);
  const long = found.length === 0 && JSON.stringify(event).length > limits.eventBytes;
  const all: readonly Issue[] = long ? [{ pointer: '', code: 'too-long' }] : found;
  if (all.length > 0) {
    return { events: [], issues: all.map((issue) => ({ ...issue, pointer: pointer + issue.pointer })) };
  }
  return { events: [prepare(event, context, pointer, capturing, said)], issues: [] };
};

/** The events of a document, those that are wrong as issues by their pointers into it. */
export function prepareDocument(
  document: unknown,
  capturing: Capturing,
): Prepared & { readonly envelope: readonly Issue[] } {
  const wrong = checkEnvelope(document);
  const envelope = wrong.length > 0 ? wrong : masterDataIssues(document as JsonObject);
  if (envelope.length > 0) return { events: [], issues: [], envelope };
  const checked = document as JsonObject;
  const said = masterDataOf(checked);
  const base = eventListPointer(checked);
  const all = eventsOf(checked).map((event, index) =>
    one(event, checked['@context'], `${base}/${index}`, capturing, said),
  );
  return { events: all.flatMap(({ events }) => events), issues: all.flatMap(({ issues }) => issues), envelope };
}

/** An event that came alone. */
export function prepareEvent(event: unknown, capturing: Capturing): Prepared {
  if (!isObject(event)) return { events: [], issues: [{ pointer: '', code: 'not-an-object' }] };
  if (event['@context'] === undefined) return { events: [], issues: [{ pointer: '/@context', code: 'missing' }] };
  return one(event, undefined, '', capturing);
}
