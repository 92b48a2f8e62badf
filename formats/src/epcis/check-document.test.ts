import { describe, expect, test } from '@jest/globals';
import { checkDocument, checkLoneEvent } from './check-document.ts';
import { acceptedEvents, ownPrefix, refusedDocuments, refusedEvents } from './document-cases.ts';
import { documentOf, exampleEvents } from './epcis-fixtures.ts';
import type { JsonObject } from './json.ts';

const found = (event: JsonObject, context: readonly JsonObject[] = []): string[] =>
  checkDocument(documentOf([event], context)).map(
    ({ pointer, code }) => `${pointer.slice('/epcisBody/eventList/0'.length)} ${code}`,
  );
test.each(Object.entries(exampleEvents))('an event of type %s is accepted', (_type, event) => {
  expect(found(event)).toEqual([]);
});

describe('accepted', () => {
  test.each(acceptedEvents)('%s', (_name, event, context) => {
    expect(found(event, context)).toEqual([]);
  });
});

describe('refused, by the pointer and in words', () => {
  test.each(refusedEvents)('%s', (_name, event, expected) => {
    expect(found(event)[0]).toBe(expected);
  });

  test.each(refusedDocuments)('a document: %s', (_name, document, expected) => {
    expect(checkDocument(document).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([expected]);
  });

  test('an event that comes alone needs its own context', () => {
    const { ObjectEvent } = exampleEvents;
    expect(checkLoneEvent(ObjectEvent)).toEqual([{ pointer: '/@context', code: 'missing' }]);
    expect(checkLoneEvent({ '@context': [ownPrefix], ...ObjectEvent, 'example:x': 1 })).toEqual([]);
  });
});
