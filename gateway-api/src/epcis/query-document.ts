import {
  canonicalUri,
  epcisContext,
  isObject,
  ownContext,
  type JsonObject,
  type JsonValue,
} from '@daunguon/formats/epcis';

/** Identifiers as Digital Links, wherever they stand (`GS1-EPC-Format: Always_GS1_Digital_Link`). */
const asDigitalLinks = (value: JsonValue | undefined): JsonValue | undefined => {
  if (typeof value === 'string') return value.startsWith('urn:epc:') ? canonicalUri(value) : value;
  if (Array.isArray(value)) return value.map((item) => asDigitalLinks(item as JsonValue) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asDigitalLinks(item)]));
};

export const formatted = (event: JsonObject, format: string | undefined): JsonObject =>
  format === 'Always_GS1_Digital_Link' ? (asDigitalLinks(event) as JsonObject) : event;

/** The answer to a query (EPCIS 2.0, section 9.3). */
export const queryDocument = (events: readonly JsonObject[], queryName: string, now: Date): JsonObject => ({
  '@context': [epcisContext, ownContext],
  type: 'EPCISQueryDocument',
  schemaVersion: '2.0',
  creationDate: now.toISOString(),
  epcisBody: { queryResults: { queryName, resultsBody: { eventList: events } } },
});

/** An event alone carries its context itself. */
export const loneEvent = (event: JsonObject): JsonObject => {
  const own = event['@context'];
  return { ...event, '@context': [epcisContext, ownContext, ...(Array.isArray(own) ? (own as JsonValue[]) : [])] };
};

/** A list of names of a kind. */
export const collection = (member: readonly string[]): JsonObject => ({
  '@context': [epcisContext],
  type: 'Collection',
  member,
});
