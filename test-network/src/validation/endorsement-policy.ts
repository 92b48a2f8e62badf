/** Which endorsement policies a transaction's writes must satisfy (Fabric core/handlers/validation/builtin and statebased/v20.go). */
import { hashedSpace } from '../ledger/state-store.ts';
import { readEntries } from '../rwset/rwset-reader.ts';
import type { KeySet, NamespaceSet } from '../rwset/rwset-types.ts';
import type { ChaincodeDefinition, ChannelConfig, SignedData } from '../types.ts';
import { findCollection } from './collections.ts';

/** Name of the metadata entry that holds a key-level policy (peer.MetaDataKeys). */
const VALIDATION_PARAMETER = 'VALIDATION_PARAMETER';

export const keyPolicy = (metadata: Buffer): Buffer | undefined => {
  if (metadata.length === 0) return undefined;
  const policy = readEntries(metadata).get(VALIDATION_PARAMETER);
  return policy === undefined || policy.length === 0 ? undefined : policy;
};

const parameterKey = (space: string, key: Buffer): string => `${space}\0${key.toString('latin1')}`;

export const writesTo = (set: NamespaceSet): boolean =>
  set.writes.length > 0 ||
  set.metadataWrites.length > 0 ||
  set.collections.some((collection) => collection.writes.length > 0 || collection.metadataWrites.length > 0);

/** Spaces and keys whose policy this transaction replaces; later transactions of the block may not write them. */
export const updatedParameters = (sets: readonly NamespaceSet[]): string[] =>
  sets.flatMap((set) => [
    ...set.metadataWrites.map((item) => parameterKey(set.namespace, item.key)),
    ...set.collections.flatMap((collection) =>
      collection.metadataWrites.map((item) =>
        parameterKey(hashedSpace(set.namespace, collection.collection), item.key),
      ),
    ),
  ]);

export interface PolicyContext {
  readonly config: ChannelConfig;
  readonly metadata: (space: string, key: Buffer) => Buffer | undefined;
  /** Keys whose parameter an earlier valid transaction of the block changed. */
  readonly changed: ReadonlySet<string>;
}

/** Policy decisions of one transaction's endorsements; a policy met by many keys is evaluated once. */
export const policyDecisions = (
  config: ChannelConfig,
  signed: readonly SignedData[],
): { application(policy: Buffer): boolean; signature(policy: Buffer): boolean } => {
  const known = new Map<string, boolean>();
  const decide = (kind: string, policy: Buffer, evaluate: () => boolean): boolean => {
    const name = kind + policy.toString('latin1');
    const before = known.get(name);
    if (before !== undefined) return before;
    const decision = evaluate();
    known.set(name, decision);
    return decision;
  };
  return {
    application: (policy) => decide('a', policy, () => config.satisfiesApplicationPolicy(policy, signed)),
    signature: (policy) => decide('s', policy, () => config.satisfiesSignaturePolicy(policy, signed)),
  };
};

/** The first unmet requirement of one namespace in words, or undefined. */
export const policyFailure = (
  set: NamespaceSet | undefined,
  definition: ChaincodeDefinition,
  decisions: ReturnType<typeof policyDecisions>,
  context: PolicyContext,
): string | undefined => {
  let anyChecked = false;
  const chaincodePolicy = (): string | undefined => {
    anyChecked = true;
    return decisions.application(definition.endorsementPolicy)
      ? undefined
      : `endorsement policy of chaincode ${definition.name} is not satisfied`;
  };
  const checkKeys = (space: string, keys: KeySet, otherwise: () => string | undefined): string | undefined => {
    let checkedOtherwise = false;
    for (const { key } of [...keys.writes, ...keys.metadataWrites]) {
      if (context.changed.has(parameterKey(space, key)))
        return 'validation parameters of a key were updated earlier in this block';
      const policy = keyPolicy(context.metadata(space, key) ?? Buffer.alloc(0));
      if (policy === undefined) {
        if (checkedOtherwise) continue;
        checkedOtherwise = true;
        const failure = otherwise();
        if (failure !== undefined) return failure;
      } else {
        anyChecked = true;
        if (!decisions.signature(policy)) return 'a key-level endorsement policy is not satisfied';
      }
    }
    return undefined;
  };
  if (set !== undefined) {
    const failure = checkKeys(set.namespace, set, chaincodePolicy);
    if (failure !== undefined) return failure;
    for (const collection of set.collections) {
      const failed = checkKeys(hashedSpace(set.namespace, collection.collection), collection, () => {
        const found = findCollection(definition, collection.collection, context.config.mspIds);
        if (found === undefined) return `collection ${collection.collection} is not defined`;
        if (found.endorsementPolicy === undefined) return chaincodePolicy();
        anyChecked = true;
        return decisions.application(found.endorsementPolicy)
          ? undefined
          : `endorsement policy of collection ${collection.collection} is not satisfied`;
      });
      if (failed !== undefined) return failed;
    }
  }
  return anyChecked ? undefined : chaincodePolicy();
};
