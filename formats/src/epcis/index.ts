export { checkDocument, checkEnvelope, checkLoneEvent, eventListPointer, eventsOf } from './check-document.ts';
export { checkEvent } from './check-event.ts';
export { epcisContext, expandName, ownNamespace, prefixesOf, type Prefixes } from './context.ts';
export { canonicalUri, lotOfUri } from './epc-uri.ts';
export { eventHash, type HashOptions, preHash } from './event-hash.ts';
export { identifiersOf } from './event-rules.ts';
export { epcLists, type EventType, eventTypes, fieldsOf, quantityLists } from './event-shapes.ts';
export { type Issue, type IssueCode, issueText, issueTexts } from './issues.ts';
export { isObject, type JsonObject, type JsonValue, listOf } from './json.ts';
export { bareWord, isTerm, vocabularies, type VocabularyName, vocabularyOfField, wordUri } from './vocabulary.ts';
export { type EventTerms, termsOf } from './query/event-terms.ts';
export { asksPublicOnly, isPublicTerm, matches, orClasses } from './query/query-answers.ts';
export {
  type Comparison,
  type Criterion,
  type EventQuery,
  type Parameters,
  parseQuery,
  QueryError,
} from './query/query.ts';
export { type Capture, eventFields, eventUrn, publicPointers, redactedEvent } from './event-fields.ts';
export {
  isNativeStep,
  lotUri,
  nativeEvent,
  type NativeStep,
  ownContext,
  unitUri,
  type WeighedLot,
} from './native-events.ts';
export { type EventClaim, eventClaim, saltedFields, showFields } from './event-claim.ts';
export { masterDataFor, masterDataIssues, masterDataOf, masterDataTerms, type MasterData } from './master-data.ts';
