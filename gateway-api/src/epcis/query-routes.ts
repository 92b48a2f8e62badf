import { Router, type Request, type Response } from 'express';
import {
  eventTypes,
  isPublicTerm,
  orClasses,
  parseQuery,
  prefixesOf,
  publicPointers,
  QueryError,
  showFields,
  vocabularies,
  type EventQuery,
  type JsonObject,
  type Parameters,
} from '@daunguon/formats/epcis';
import { encodeDisclosure } from '@daunguon/proof';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { EventCatalog } from './event-catalog.ts';
import { fieldsOf } from './event-catalog.ts';
import type { EventIndex, FoundEvent } from './event-index.ts';
import type { EventStore } from './event-store.ts';
import { asReader, mayReadWhole, readableAs, readerOf, type Reader } from './epcis-reader.ts';
import { nextLink, pageOf } from './epcis-paging.ts';
import { collection, formatted, loneEvent, queryDocument } from './query-document.ts';

export interface QueryDeps extends Deps {
  readonly catalog: EventCatalog;
  readonly events: EventStore;
  readonly eventIndex: EventIndex;
}

/** `GS1-Extensions: example=https://ns.example.com/epcis/, …` */
const declaredPrefixes = (request: Request): JsonObject =>
  Object.fromEntries(
    (request.get('GS1-Extensions') ?? '').split(',').flatMap((part) => {
      const [, prefix, uri] = /^\s*([\w-]+)=(\S+)\s*$/.exec(part) ?? [];
      return prefix === undefined || uri === undefined ? [] : [[prefix, uri]];
    }),
  );

/** Reads query parameters, or says which one is wrong. */
export const readQuery = (parameters: Parameters, context: JsonObject | readonly JsonObject[]): EventQuery => {
  try {
    return parseQuery(parameters, prefixesOf(context));
  } catch (error) {
    if (error instanceof QueryError) throw new HttpProblem('epcis/invalid-query', `${error.parameter} (${error.code})`);
    throw error;
  }
};

const parametersIn = (request: Request): Parameters => {
  const { perPage: _perPage, nextPageToken: _token, ...rest } = request.query;
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => {
      if (typeof value === 'string') return [name, value];
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [name, value as string[]];
      throw new HttpProblem('epcis/invalid-query', name);
    }),
  );
};

/** Resource -> terms of its values, and the query parameter that asks for one. */
const resources = {
  eventTypes: [['eventType'], 'eventType'],
  // Of an instance or of a class: a lot's identifier is one of a class.
  epcs: [['anyEPC', 'anyEPCClass'], 'MATCH_anyEPC'],
  bizSteps: [['bizStep'], 'EQ_bizStep'],
  bizLocations: [['bizLocation'], 'EQ_bizLocation'],
  readPoints: [['readPoint'], 'EQ_readPoint'],
  dispositions: [['disposition'], 'EQ_disposition'],
} as const;

/** Answers of the query interface, for the routes that ask in different ways. */
export function queryAnswers(deps: QueryDeps) {
  const { catalog, eventIndex } = deps;
  const shown = (event: FoundEvent, reader: Reader): JsonObject =>
    mayReadWhole(reader, event) ? event.whole : event.redacted;

  const page = async (request: Request, response: Response, query: EventQuery, name: string): Promise<void> => {
    const reader = await readerOf(deps, request);
    const { perPage, token } = pageOf(request);
    await catalog.catchUp();
    const asked = asReader(query, reader);
    if (asked.maxEventCount !== undefined && eventIndex.count(asked, asked.maxEventCount) > asked.maxEventCount) {
      throw new HttpProblem('epcis/query-too-large', String(asked.maxEventCount));
    }
    // The first N of an order are one page: what comes after them is not asked for.
    const limit = Math.min(perPage, asked.eventCountLimit ?? perPage);
    let found;
    try {
      found = eventIndex.find(asked, limit, token);
    } catch (error) {
      if (error instanceof RangeError) throw new HttpProblem('epcis/invalid-query', 'nextPageToken');
      throw error;
    }
    nextLink(request, response, asked.eventCountLimit === undefined ? found.next : undefined);
    const events = found.events.map((event) => formatted(shown(event, reader), request.get('GS1-EPC-Format')));
    response.set('Cache-Control', 'no-store').json(queryDocument(events, name, new Date()));
  };

  const single = async (
    request: Request,
    id: string,
  ): Promise<{ event: FoundEvent; reader: Reader; record: string }> => {
    const reader = await readerOf(deps, request);
    await catalog.catchUp();
    const query = readQuery({ EQ_eventID: [id] }, []);
    const [event] = eventIndex.find(query, 1).events;
    // By its own id a captured event is found only by those who may read it: the id may tell what is hidden.
    const open = id.startsWith('urn:daunguon:event:') || (event !== undefined && mayReadWhole(reader, event));
    if (event === undefined || !open) throw new HttpProblem('epcis/not-found', id);
    return { event, reader, record: event.id };
  };
  return { page, single, shown };
}

/** Queries over what was captured and what the ledger recorded by itself. */
export function queryRoutes(deps: QueryDeps): Router {
  const router = Router();
  const { page, single, shown } = queryAnswers(deps);

  router.get('/epcis/events', async (request, response) => {
    await page(request, response, readQuery(parametersIn(request), declaredPrefixes(request)), 'SimpleEventQuery');
  });
  router.get('/epcis/events/:eventID', async (request, response) => {
    const { event, reader } = await single(request, request.params.eventID);
    response.json(loneEvent(formatted(shown(event, reader), request.get('GS1-EPC-Format'))));
  });
  // Fields with salts and paths, as the verifier reads them: with the commitment, proven by /r/<id>, nobody has to trust this answer.
  router.get('/epcis/events/:eventID/disclosure', async (request, response) => {
    const { event, reader, record } = await single(request, request.params.eventID);
    const stored = deps.events.event(record);
    if (stored === undefined) throw new HttpProblem('epcis/not-found', request.params.eventID);
    const fields = fieldsOf(stored);
    const pointers = mayReadWhole(reader, event) ? fields.map(({ pointer }) => pointer) : publicPointers;
    response.json(encodeDisclosure(record, showFields(fields, pointers)));
  });

  router.get(
    '/epcis/',
    (_request, response) => void response.json(collection(['capture', 'events', 'queries', ...Object.keys(resources)])),
  );
  for (const [name, [terms, parameter]] of Object.entries(resources)) {
    router.get(`/epcis/${name}`, async (request, response) => {
      const { perPage, token } = pageOf(request);
      if (name === 'eventTypes') return void response.json(collection(eventTypes));
      const reader = await readerOf(deps, request);
      await deps.catalog.catchUp();
      const open = terms.every(isPublicTerm);
      const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString('utf8');
      const { values, next } = deps.eventIndex.values(terms, open ? undefined : readableAs(reader), perPage, after);
      nextLink(request, response, next === undefined ? undefined : Buffer.from(next).toString('base64url'));
      response.json(collection(values));
    });
    const valueOf = (request: Request): string => {
      const value = String(request.params['value']);
      const known =
        name === 'bizSteps'
          ? vocabularies.bizStep.words
          : name === 'dispositions'
            ? vocabularies.disposition.words
            : undefined;
      if (known !== undefined && !known.has(value) && !value.includes(':'))
        throw new HttpProblem('epcis/not-found', value);
      return value;
    };
    router.get(`/epcis/${name}/:value`, (request, response) => {
      valueOf(request);
      response.json(collection(['events']));
    });
    router.get(`/epcis/${name}/:value/events`, async (request, response) => {
      const asked = { ...parametersIn(request), [parameter]: [valueOf(request)] };
      const query = readQuery(asked, declaredPrefixes(request));
      await page(request, response, name === 'epcs' ? orClasses(query) : query, 'SimpleEventQuery');
    });
  }
  return router;
}
