/** Chaincode definitions as Fabric's `_lifecycle` chaincode keeps them in the channel's state (core/chaincode/lifecycle). */
import { msp, peer } from '@hyperledger/fabric-protos';
import type { StateReader } from '../ledger/state-store.ts';
import { field } from '../node/wire.ts';
import type { ChaincodeDefinition, CollectionConfig } from '../types.ts';
import { fieldKey, metadataKey, readField, readMetadata } from './lifecycle-state.ts';

export const LIFECYCLE = '_lifecycle';

/** Goes up with every definition of the chaincode that is committed. */
export const sequenceKey = (chaincode: string): string => fieldKey('namespaces', chaincode, 'Sequence');

/** Every key of a chaincode's definition. */
export const definitionKeys = (chaincode: string): string[] => [
  metadataKey('namespaces', chaincode),
  ...['Sequence', 'EndorsementInfo', 'ValidationInfo', 'Collections'].map((field) =>
    fieldKey('namespaces', chaincode, field),
  ),
];

/** The lifecycle's own definition: whoever the channel asks to endorse it (LifecycleDefaultEndorsementPolicyBytes). */
const ownDefinition: ChaincodeDefinition = {
  name: LIFECYCLE,
  version: '',
  sequence: 0,
  endorsementPolicy: field(2, Buffer.from('/Channel/Application/LifecycleEndorsement')),
  collections: [],
};

const collectionOf = (config: peer.CollectionConfig): CollectionConfig | undefined => {
  const collection = config.getStaticCollectionConfig();
  if (collection === undefined) return undefined;
  const identities = collection.getMemberOrgsPolicy()?.getSignaturePolicy()?.getIdentitiesList() ?? [];
  const policy = collection.getEndorsementPolicy();
  return {
    name: collection.getName(),
    memberMspIds: identities.map((principal) =>
      msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8()).getMspIdentifier(),
    ),
    requiredPeerCount: collection.getRequiredPeerCount(),
    blockToLive: collection.getBlockToLive(),
    memberOnlyRead: collection.getMemberOnlyRead(),
    memberOnlyWrite: collection.getMemberOnlyWrite(),
    ...(policy === undefined ? {} : { endorsementPolicy: Buffer.from(policy.serializeBinary()) }),
  };
};

/** What a chaincode is by the state of a channel; undefined where the channel has committed none of this name. */
const lifecycleDefinition = (state: Pick<StateReader, 'get'>, name: string): ChaincodeDefinition | undefined => {
  if (name === LIFECYCLE) return ownDefinition;
  const fields = { get: (key: string) => state.get(LIFECYCLE, Buffer.from(key))?.value };
  if (readMetadata(fields, 'namespaces', name) === undefined) return undefined;
  const data = (fieldName: string): peer.lifecycle.StateData => readField(fields, 'namespaces', name, fieldName);
  const bytes = (fieldName: string): Uint8Array => data(fieldName).getBytes_asU8();
  const endorsement = peer.lifecycle.ChaincodeEndorsementInfo.deserializeBinary(bytes('EndorsementInfo'));
  const validation = peer.lifecycle.ChaincodeValidationInfo.deserializeBinary(bytes('ValidationInfo'));
  const collections = peer.CollectionConfigPackage.deserializeBinary(bytes('Collections')).getConfigList();
  return {
    name,
    version: endorsement.getVersion(),
    sequence: data('Sequence').getInt64(),
    endorsementPolicy: Buffer.from(validation.getValidationParameter_asU8()),
    collections: collections.flatMap((config) => collectionOf(config) ?? []),
  };
};

/** Definitions read from the state of a channel, once for each version of them. */
export const rememberedDefinitions = (
  state: Pick<StateReader, 'get'>,
): ((name: string) => ChaincodeDefinition | undefined) => {
  const known = new Map<string, { readonly at: string; readonly definition: ChaincodeDefinition | undefined }>();
  return (name) => {
    if (name === LIFECYCLE) return ownDefinition;
    const row = state.get(LIFECYCLE, Buffer.from(sequenceKey(name)));
    const at = row === undefined ? '' : `${row.block}/${row.tx}`;
    const before = known.get(name);
    if (before?.at === at) return before.definition;
    const definition = lifecycleDefinition(state, name);
    known.set(name, { at, definition });
    return definition;
  };
};
