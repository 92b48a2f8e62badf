/** How it is proven: canonical JSON, commitments, ids (and next: log, map, verify). Pure; Node and browser. */
export { canonicalize, CanonicalError, type Json } from './canonical-json.ts';
export { commitRecord, recordSalt } from './commitment.ts';
export { labelledHash, sha256Hex } from './digest.ts';
export { checkCharacter, isId, newId, normaliseId, parseTypedId } from './record-id.ts';
