import { fieldsOf, type EventType, eventTypes } from './event-shapes.ts';

/**
 * JSON schema (draft-07) of EPCIS 2.0 documents, written from the standard: what each field's value looks like. Which fields an event
 * needs together stands in event-rules.ts, the words of vocabularies in vocabulary.ts: they give errors that people understand.
 */
type Schema = Readonly<Record<string, unknown>>;

const uri: Schema = { type: 'string', format: 'uri' };
const time: Schema = { type: 'string', format: 'date-time' };
const term: Schema = { type: 'string', minLength: 1 };
const number: Schema = { type: 'number' };
const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
const closed = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
/** Open for extensions: other names are URIs or prefixed names. */
const open = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required,
  properties,
  propertyNames: { anyOf: [{ enum: Object.keys(properties) }, { type: 'string', format: 'uri' }] },
});

const quantity = closed(['epcClass'], {
  epcClass: uri,
  quantity: number,
  uom: { type: 'string', pattern: '^[A-Z0-9]{2,3}$' },
});
const party = (name: string): Schema => closed(['type', name], { type: term, [name]: uri });
const point: Schema = { type: 'object', required: ['id'], properties: { id: uri } };
const named = (names: string, schema: Schema): Record<string, Schema> =>
  Object.fromEntries(names.split(' ').map((name) => [name, schema]));

const sensorMetadata = open([], {
  ...named('time startTime endTime', time),
  ...named('deviceID deviceMetadata rawData dataProcessingMethod bizRules', uri),
});
const sensorReport = open(['type'], {
  ...named('type exception component', term),
  ...named('deviceID deviceMetadata rawData dataProcessingMethod bizRules', uri),
  ...named('microorganism chemicalSubstance coordinateReferenceSystem uriValue', uri),
  ...named('value minValue maxValue meanValue sDev percRank percValue', number),
  ...named('stringValue uom', { type: 'string' }),
  time,
  booleanValue: { type: 'boolean' },
  hexBinaryValue: { type: 'string', pattern: '^[A-Fa-f0-9]+$' },
});
const dispositions = list(term, { minItems: 1, uniqueItems: true });
const context: Schema = {
  anyOf: [uri, { type: 'object' }, list({ anyOf: [uri, { type: 'object' }] }, { uniqueItems: true })],
};

const fields: Readonly<Record<string, Schema>> = {
  '@context': context,
  ...named('eventTime recordTime', time),
  eventTimeZoneOffset: { type: 'string', pattern: '^[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)$' },
  ...named('eventID parentID transformationID', uri),
  certificationInfo: { anyOf: [list(uri), uri] },
  errorDeclaration: open(['declarationTime'], {
    declarationTime: time,
    reason: term,
    correctiveEventIDs: list(uri),
  }),
  action: { enum: ['OBSERVE', 'ADD', 'DELETE'] },
  ...named('bizStep disposition', term),
  persistentDisposition: {
    ...closed([], { set: dispositions, unset: dispositions }),
    minProperties: 1,
  },
  ...named('readPoint bizLocation', point),
  ...named('epcList inputEPCList outputEPCList', list(uri, { uniqueItems: true })),
  childEPCs: list(uri),
  ...named('quantityList childQuantityList inputQuantityList outputQuantityList', list(quantity)),
  bizTransactionList: list(closed(['bizTransaction'], { type: term, bizTransaction: uri })),
  sourceList: list(party('source')),
  destinationList: list(party('destination')),
  sensorElementList: list(
    open(['sensorReport'], { sensorMetadata, sensorReport: list(sensorReport, { minItems: 1 }) }),
  ),
  ilmd: { type: 'object', propertyNames: { type: 'string', format: 'uri' } },
};

/** Schema of one event of a type; other types are the user's own, of which only the time is fixed. */
const eventSchema = (type: EventType): Schema =>
  open(['type', 'eventTime', 'eventTimeZoneOffset'], {
    ...Object.fromEntries(fieldsOf[type].map((name) => [name, fields[name] ?? {}])),
    // A transaction may name an object twice; elsewhere the standard speaks of sets.
    ...(type === 'TransactionEvent' ? { epcList: list(uri) } : {}),
    type: { const: type },
  });

export const ownEventSchema: Schema = {
  type: 'object',
  required: ['type', 'eventTime', 'eventTimeZoneOffset'],
  properties: {
    ...Object.fromEntries(
      [
        '@context',
        'eventTime',
        'recordTime',
        'eventTimeZoneOffset',
        'eventID',
        'certificationInfo',
        'errorDeclaration',
      ].map((name) => [name, fields[name]]),
    ),
    type: uri,
  },
};

const attribute: Schema = {
  type: 'object',
  required: ['id'],
  properties: { id: uri, attribute: { anyOf: [{ type: 'number' }, { type: 'string' }, { type: 'object' }] } },
};
const vocabularyList = list({
  type: 'object',
  required: ['type'],
  properties: {
    type: uri,
    vocabularyElementList: list({
      type: 'object',
      required: ['id'],
      properties: { id: uri, attributes: list(attribute), children: list(uri) },
    }),
  },
});
const header = open([], {
  epcisMasterData: { type: 'object', properties: { vocabularyList } },
});
const events: Schema = { type: 'array', items: { type: 'object', required: ['type'] } };
const envelope = {
  '@context': context,
  id: uri,
  schemaVersion: { type: 'string', pattern: '^\\d+(\\.\\d+)*$' },
  creationDate: time,
};

/** The document around its events, which are checked one by one. */
export const documentSchemas = {
  EPCISDocument: open(['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'], {
    ...envelope,
    type: { const: 'EPCISDocument' },
    ...named('instanceIdentifier sender receiver', { type: 'string' }),
    epcisHeader: header,
    epcisBody: { type: 'object', required: ['eventList'], properties: { eventList: events } },
  }),
  EPCISQueryDocument: open(['@context', 'type', 'epcisBody'], {
    ...envelope,
    type: { const: 'EPCISQueryDocument' },
    epcisBody: open(['queryResults'], {
      queryResults: open(['queryName', 'resultsBody'], {
        ...named('queryName subscriptionID', { type: 'string' }),
        resultsBody: open(['eventList'], { eventList: events, vocabularyList }),
      }),
    }),
  }),
} as const satisfies Record<string, Schema>;

export const eventSchemas: readonly (readonly [EventType, Schema])[] = eventTypes.map((type) => [
  type,
  eventSchema(type),
]);
