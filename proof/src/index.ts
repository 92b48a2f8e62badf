/** How it is proven: canonical JSON, commitments, log, state map, checkpoints, bundles, verify. Pure; Node and browser. */
export { canonicalize, CanonicalError, CanonicalText, isNfc, type Json } from './canonical-json.ts';
export { commitRecord, recordSalt } from './commitment.ts';
export { labelledHash, sha256Hex } from './digest.ts';
export { buildId, checkCharacter, derivedId, isId, newId, normaliseId, parseTypedId } from './record-id.ts';
export { fromBase64, toBase64 } from './base64.ts';
export { parseDecimal } from './decimal.ts';
export { equalBytes } from './equal-bytes.ts';
export { CompactRange, type OnNode } from './log/compact-range.ts';
export { emptyTreeRoot, leafHash, nodeHash, ProofError, type Sha256 } from './log/merkle.ts';
export { consistencyProof, inclusionProof, type NodeReader, rootAt } from './log/merkle-prove.ts';
export { rootFromInclusion, verifyConsistency, verifyInclusion } from './log/merkle-verify.ts';
export { proveFromTiles, tileNodeReader, type TileReader } from './log/tile-reader.ts';
export {
  decodeEntries,
  encodeEntries,
  entriesPath,
  parseTilePath,
  type TileId,
  tilePath,
  tileWidth,
  tileWidthAt,
} from './log/tiles.ts';
export { type AddCheckpoint, encodeAddCheckpoint, parseAddCheckpoint } from './note/add-checkpoint.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint, signCheckpoint } from './note/checkpoint.ts';
export { cosign, verifyCosignature } from './note/cosignature.ts';
export { verifyEd25519, type Ed25519Verifier } from './note/ed25519.ts';
export { ed25519Signer, type NoteSigner } from './note/ed25519-signer.ts';
export {
  formatNote,
  formatSignature,
  isKeyName,
  type Note,
  type NoteSignature,
  parseNote,
  parseSignature,
} from './note/note.ts';
export { NoteError, type NoteErrorCode } from './note/note-error.ts';
export { openCheckpoint, type OpenedCheckpoint } from './note/open-checkpoint.ts';
export {
  formatTlogPolicy,
  parseTlogPolicy,
  PolicyError,
  type PolicyErrorCode,
  type PolicyGroup,
  type PolicyKey,
  satisfies,
  type TlogPolicy,
} from './note/tlog-policy.ts';
export { formatTlogProof, parseTlogProof, type TlogProof, verifyTlogProof } from './note/tlog-proof.ts';
export {
  type Algorithm,
  algorithms,
  claimsKey,
  formatVkey,
  keyIdOf,
  parseVkey,
  type Vkey,
  vkeyOf,
} from './note/vkey.ts';
export {
  type BlockInput,
  Derivation,
  type DerivationState,
  type DerivedLeaf,
  type PublicWrite,
  type TransactionInput,
  UnknownRulesError,
} from './derive/derivation.ts';
export { Replay, ReplayError } from './derive/replay.ts';
export {
  type ConfigLeaf,
  encodeLeaf,
  type Leaf,
  LeafError,
  parseLeaf,
  type RecordLeaf,
  type StateLeaf,
} from './leaf/leaf.ts';
export { leafTimeOf } from './leaf/leaf-time.ts';
export { compareKeys, serialKey } from './serials/serial-key.ts';
export { serialNodes, serialSource } from './serials/serial-nodes.ts';
export {
  judgeSerial,
  placeOf,
  proveSerial,
  type SerialLeaf,
  type SerialSource,
  type SerialTree,
} from './serials/serial-proof.ts';
export { mapKey } from './map/map-key.ts';
export { MapDumpError } from './map/map-dump.ts';
export { type MapProof, verifyMapProof } from './map/map-proof.ts';
export { encodeMapValue, type MapValue, parseMapValue } from './map/map-value.ts';
export { StateMap } from './map/state-map.ts';
export type { ProvenEntry } from './map/version-proof.ts';
export type { Bundle, BundleBody, BundleDate, BundleLeaf, BundleMap, BundleSerials } from './bundle/bundle.ts';
export { type BundleParts, encodeBundle, type LeafParts } from './bundle/encode-bundle.ts';
export { ShapeError } from './bundle/json-reader.ts';
export { type ParsedBundle, parseBundle } from './bundle/parse-bundle.ts';
export {
  type AnchorSource,
  freshnessLimit,
  type KeyEpoch,
  readTrustPolicy,
  type TrustPolicy,
  type WitnessName,
} from './bundle/trust-policy.ts';
export {
  type Disclosure,
  disclosureFragment,
  disclosurePrefix,
  encodeDisclosure,
  readDisclosure,
} from './fields/disclosure.ts';
export {
  commitFields,
  type DisclosedField,
  discloseFields,
  type Field,
  fieldSalt,
  verifyField,
} from './fields/field-tree.ts';
export {
  newShareLink,
  openShare,
  readShareFragment,
  sealShare,
  shareFragment,
  type ShareLink,
  sharePrefix,
} from './fields/share.ts';
export type { Random, Subtle } from './sealed/aes-gcm.ts';
export {
  type FieldValues,
  openFields,
  openWithSecret,
  readSealed,
  saltFields,
  type SealedBody,
  SealedError,
  sealFields,
  type ToSeal,
} from './sealed/sealed-body.ts';
export {
  type Jwk,
  holderToken,
  holderTokenHash,
  newHolderSecret,
  newUnitKey,
  readHolderSecret,
  type Sealing,
  type UnitWrap,
  unwrapForHolder,
  unwrapForUnit,
  wrapForHolder,
  wrapForUnit,
} from './sealed/wraps.ts';
export { isSealed, type Tone, type Verdict, type VerdictCode, verdictCodes, verdictOf } from './verify/verdict.ts';
export type { SerialStanding } from './verify/check-serial.ts';
export {
  type Authenticity,
  type Head,
  type Presented,
  type ProvenVersion,
  type Standing,
  type Step,
  type StepName,
  stepNames,
  type StepResult,
  terminalStatuses,
  type Verification,
  type VerifyInput,
} from './verify/verification.ts';
export { verify } from './verify/verify.ts';
export { readSignatures, type Signed, statusTimeOf } from './verify/check-head.ts';
