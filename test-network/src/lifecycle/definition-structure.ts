/** A definition that the topology gave the channel at its birth, in the form in which a committed one lies in the state. */
import { common, peer } from '@hyperledger/fabric-protos';
import { nOutOfPrincipals, rolePrincipal } from '../policy/dsl.ts';
import type { ChaincodeDefinition, CollectionConfig, Simulator } from '../types.ts';
import { LIFECYCLE } from './lifecycle-definition.ts';
import { stateData } from './lifecycle-state.ts';
import type { Structure } from './lifecycle-state.ts';

const collectionConfig = (given: CollectionConfig): peer.CollectionConfig => {
  const members = nOutOfPrincipals(
    1,
    given.memberMspIds.map((mspId) => rolePrincipal(mspId, 'member')),
  );
  const policy = new peer.CollectionPolicyConfig();
  policy.setSignaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(members));
  const collection = new peer.StaticCollectionConfig();
  collection.setName(given.name);
  collection.setMemberOrgsPolicy(policy);
  collection.setRequiredPeerCount(given.requiredPeerCount);
  collection.setMaximumPeerCount(Math.max(given.requiredPeerCount, given.memberMspIds.length - 1));
  collection.setBlockToLive(given.blockToLive);
  collection.setMemberOnlyRead(given.memberOnlyRead);
  collection.setMemberOnlyWrite(given.memberOnlyWrite);
  if (given.endorsementPolicy)
    collection.setEndorsementPolicy(peer.ApplicationPolicy.deserializeBinary(given.endorsementPolicy));
  const config = new peer.CollectionConfig();
  config.setStaticCollectionConfig(collection);
  return config;
};

export const definitionStructure = (given: ChaincodeDefinition): Structure['fields'] => {
  const endorsement = new peer.lifecycle.ChaincodeEndorsementInfo();
  endorsement.setVersion(given.version);
  endorsement.setEndorsementPlugin('escc');
  const validation = new peer.lifecycle.ChaincodeValidationInfo();
  validation.setValidationPlugin('vscc');
  validation.setValidationParameter(given.endorsementPolicy);
  const collections = new peer.CollectionConfigPackage();
  collections.setConfigList(given.collections.map(collectionConfig));
  return [
    ['Sequence', stateData.integer(given.sequence)],
    ['EndorsementInfo', stateData.bytes(endorsement.serializeBinary())],
    ['ValidationInfo', stateData.bytes(validation.serializeBinary())],
    ['Collections', stateData.bytes(collections.serializeBinary())],
  ];
};

const sequenceOf = /^namespaces\/fields\/(.+)\/Sequence$/;

/** Every chaincode that has a definition, in the order of the state's keys. */
export const namesOf = (simulator: Simulator): string[] => {
  const rows = simulator.range(LIFECYCLE, 'namespaces/fields/', 'namespaces/fields/\x7f');
  const names: string[] = [];
  for (let row = rows.next(); row; row = rows.next()) {
    const name = sequenceOf.exec(row.key)?.[1];
    if (name !== undefined) names.push(name);
  }
  rows.close();
  return names;
};
