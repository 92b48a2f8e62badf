import { epcLists, quantityLists } from './event-shapes.ts';
import type { Issue } from './issues.ts';
import { isObject, listOf, type JsonObject, type JsonValue } from './json.ts';

const full = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length > 0;
const at = (pointer: string, code: Issue['code']): Issue => ({ pointer, code });

const objectEvent = (event: JsonObject): Issue[] => {
  const sensed = full(event['sensorElementList']) && event['readPoint'] !== undefined;
  const what = Array.isArray(event['epcList']) || full(event['quantityList']) || sensed;
  return [
    ...(what ? [] : [at('', 'needs-what')]),
    ...(event['ilmd'] !== undefined && event['action'] !== 'ADD' ? [at('/ilmd', 'ilmd-without-add')] : []),
  ];
};

const withChildren = (event: JsonObject, parentNeeded: boolean): Issue[] => {
  const what = full(event['childEPCs']) || full(event['childQuantityList']) || event['action'] === 'DELETE';
  const parent = event['parentID'] !== undefined || !parentNeeded;
  return [...(what ? [] : [at('', 'needs-what')]), ...(parent ? [] : [at('/parentID', 'needs-parent')])];
};

const transactionEvent = (event: JsonObject): Issue[] => {
  const what = Array.isArray(event['epcList']) || full(event['quantityList']) || event['action'] === 'DELETE';
  const transactions = event['bizTransactionList'];
  return [
    ...(what ? [] : [at('', 'needs-what')]),
    ...(transactions === undefined ? [at('/bizTransactionList', 'missing')] : []),
    ...(Array.isArray(transactions) && transactions.length === 0 ? [at('/bizTransactionList', 'too-few')] : []),
  ];
};

const transformationEvent = (event: JsonObject): Issue[] => {
  const inputs = full(event['inputEPCList']) || full(event['inputQuantityList']);
  const outputs = full(event['outputEPCList']) || full(event['outputQuantityList']);
  const enough = event['transformationID'] === undefined ? inputs && outputs : inputs || outputs;
  return enough ? [] : [at('', 'needs-inputs-and-outputs')];
};

const byType: Readonly<Record<string, (event: JsonObject) => Issue[]>> = {
  ObjectEvent: objectEvent,
  // EPCIS 2.0, 7.4.4: the parent may be left out of an observation only.
  AggregationEvent: (event) => withChildren(event, event['action'] !== 'OBSERVE'),
  AssociationEvent: (event) => withChildren(event, true),
  TransactionEvent: transactionEvent,
  TransformationEvent: transformationEvent,
};

/** What the fields of an event need of each other, where their shapes are right. */
export const ruleIssues = (event: JsonObject): Issue[] => {
  const type = String(event['type']);
  const needsAction = type !== 'TransformationEvent' && event['action'] === undefined;
  const negative = quantityLists.flatMap((name) =>
    listOf(event[name]).flatMap((entry, index) =>
      isObject(entry) && Number(entry['quantity'] ?? 0) < 0 ? [at(`/${name}/${index}/quantity`, 'negative')] : [],
    ),
  );
  return [
    ...(needsAction ? [at('/action', 'missing')] : []),
    ...(Object.hasOwn(byType, type) ? (byType[type]?.(event) ?? []) : []),
    ...negative,
  ];
};

/** Every identifier that an event names: instances and classes, parents first. */
export const identifiersOf = (event: JsonObject): string[] => {
  const instances = ['parentID', ...epcLists].flatMap((name) => listOf(event[name]));
  const classes = quantityLists.flatMap((name) =>
    listOf(event[name]).map((entry) => (isObject(entry) ? entry['epcClass'] : undefined)),
  );
  return [...instances, ...classes].filter((value) => typeof value === 'string');
};
