/** Field names of EPCIS 2.0 events (standard, section 7.4), by type and by part; schema, hash and redaction read them. */
export const eventTypes = [
  'ObjectEvent',
  'AggregationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'AssociationEvent',
] as const;
export type EventType = (typeof eventTypes)[number];

const common = [
  ...['@context', 'type', 'eventTime', 'recordTime', 'eventTimeZoneOffset', 'eventID', 'certificationInfo'],
  ...['errorDeclaration', 'bizStep', 'disposition', 'readPoint', 'bizLocation', 'bizTransactionList', 'sourceList'],
  ...['destinationList', 'sensorElementList'],
];

export const fieldsOf: Readonly<Record<EventType, readonly string[]>> = {
  ObjectEvent: [...common, 'action', 'epcList', 'quantityList', 'persistentDisposition', 'ilmd'],
  AggregationEvent: [...common, 'action', 'parentID', 'childEPCs', 'childQuantityList'],
  TransactionEvent: [...common, 'action', 'parentID', 'epcList', 'quantityList'],
  TransformationEvent: [
    ...[...common, 'inputEPCList', 'inputQuantityList', 'outputEPCList', 'outputQuantityList', 'transformationID'],
    ...['persistentDisposition', 'ilmd'],
  ],
  AssociationEvent: [...common, 'action', 'parentID', 'childEPCs', 'childQuantityList'],
};

export const epcLists = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'] as const;
export const quantityLists = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'] as const;
