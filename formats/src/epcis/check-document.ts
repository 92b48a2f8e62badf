import { checkEvent, documentCheck, schemaIssue } from './check-event.ts';
import type { Issue } from './issues.ts';
import { isObject, type JsonObject, type JsonValue } from './json.ts';

/** Where the events of a document lie. */
export const eventListPointer = (document: JsonObject): string =>
  document['type'] === 'EPCISQueryDocument' ? '/epcisBody/queryResults/resultsBody/eventList' : '/epcisBody/eventList';

/** The events of a document whose envelope is right; of others none. */
export const eventsOf = (document: JsonObject): readonly JsonObject[] => {
  let at: JsonValue | undefined = document;
  for (const step of eventListPointer(document).slice(1).split('/')) at = isObject(at) ? at[step] : undefined;
  return Array.isArray(at) ? (at as readonly JsonObject[]) : [];
};

/** What is wrong with a document around its events, which `checkEvent` looks at. */
export const checkEnvelope = (document: unknown): Issue[] => {
  if (!isObject(document)) return [{ pointer: '', code: 'not-an-object' }];
  const check = documentCheck(String(document['type']));
  if (check === undefined) return [{ pointer: '/type', code: 'document-type' }];
  return check(document) ? [] : [schemaIssue(check.errors ?? [])];
};

/** Everything wrong with a document, by pointers into it. */
export const checkDocument = (document: unknown): Issue[] => {
  const envelope = checkEnvelope(document);
  if (envelope.length > 0) return envelope;
  const checked = document as JsonObject;
  const base = eventListPointer(checked);
  return eventsOf(checked).flatMap((event, index) =>
    checkEvent(event, checked['@context']).map(({ pointer, code }) => ({
      pointer: `${base}/${index}${pointer}`,
      code,
    })),
  );
};

/** Everything wrong with an event that comes alone: it needs a context of its own. */
export const checkLoneEvent = (event: unknown): Issue[] => {
  const issues = checkEvent(event as JsonValue);
  const alone = isObject(event) && event['@context'] === undefined;
  return alone ? [{ pointer: '/@context', code: 'missing' }, ...issues] : issues;
};
