import { peer } from '@hyperledger/fabric-protos';
import {
  approvals,
  LifecycleRefusal,
  ownState,
  publicState,
  sequenceOf,
  type LifecycleCall,
} from './lifecycle-call.ts';
import { fieldKey, readField, readMetadata, stateData, writeStructure } from './lifecycle-state.ts';
import type { FieldState, Structure } from './lifecycle-state.ts';

const { lifecycle } = peer;

type Given = Pick<
  peer.lifecycle.CommitChaincodeDefinitionArgs,
  | ('getName' | 'getSequence' | 'getVersion' | 'getEndorsementPlugin' | 'getInitRequired')
  | ('getValidationPlugin' | 'getValidationParameter_asU8' | 'getCollections')
>;

/** What approvals are compared by: everything but sequence and package. */
const parametersOf = (given: Given): Structure['fields'] => {
  const endorsement = new lifecycle.ChaincodeEndorsementInfo();
  endorsement.setVersion(given.getVersion());
  endorsement.setInitRequired(given.getInitRequired());
  endorsement.setEndorsementPlugin(given.getEndorsementPlugin() || 'escc');
  const validation = new lifecycle.ChaincodeValidationInfo();
  validation.setValidationPlugin(given.getValidationPlugin() || 'vscc');
  const policy = given.getValidationParameter_asU8();
  const channelPolicy = new peer.ApplicationPolicy();
  channelPolicy.setChannelConfigPolicyReference('/Channel/Application/Endorsement');
  validation.setValidationParameter(policy.length > 0 ? policy : channelPolicy.serializeBinary());
  return [
    ['EndorsementInfo', stateData.bytes(endorsement.serializeBinary())],
    ['ValidationInfo', stateData.bytes(validation.serializeBinary())],
    ['Collections', stateData.bytes(given.getCollections()?.serializeBinary() ?? Buffer.alloc(0))],
  ];
};

const nameRule = /^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/;
const versionRule = /^[A-Za-z0-9_.+-]+$/;

const checkDefinition = (call: LifecycleCall, given: Given): void => {
  const refuse = (text: string): never => {
    throw new LifecycleRefusal(`error validating chaincode definition: ${text}`);
  };
  const [name, version] = [given.getName(), given.getVersion()];
  if (!nameRule.test(name))
    refuse(
      `invalid chaincode name '${name}'. Names can only consist of alphanumerics, '_', and '-' and can only begin with alphanumerics`,
    );
  if (!versionRule.test(version))
    refuse(
      `invalid chaincode version '${version}'. Versions can only consist of alphanumerics, '_', '-', '+', and '.'`,
    );
  // the committed definition is looked for, and the one of the lifecycle before 2.0 where there is none
  const state = publicState(call);
  const metadata = readMetadata(state, 'namespaces', name);
  if (metadata === undefined) call.simulator.getState('lscc', name);
  else for (const field of metadata.getFieldsList()) state.get(fieldKey('namespaces', name, field));
  const proposed = new Map(
    (given.getCollections()?.getConfigList() ?? []).map((each) => [
      each.getStaticCollectionConfig()?.getName(),
      each.getStaticCollectionConfig(),
    ]),
  );
  for (const { name: collection, blockToLive } of call.definition(name)?.collections ?? []) {
    const kept =
      proposed.get(collection) ??
      refuse(`existing collection [${collection}] missing in the proposed collection configuration`);
    if (kept.getBlockToLive() !== blockToLive)
      refuse(`the BlockToLive in an existing collection [${collection}] modified. Existing value [${blockToLive}]`);
  }
};

/** Every field is read, whatever the first says: what is read is in the transaction. */
const differs = (state: FieldState, name: string, fields: Structure['fields']): boolean => {
  if (readMetadata(state, 'namespaces', name) === undefined) return true;
  const same = fields.map(([field, data]) => state.get(fieldKey('namespaces', name, field))?.equals(data) ?? false);
  return same.includes(false);
};

export const approve = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
  const given = lifecycle.ApproveChaincodeDefinitionForMyOrgArgs.deserializeBinary(bytes);
  checkDefinition(call, given);
  const [name, requested] = [given.getName(), given.getSequence()];
  const current = sequenceOf(call, name);
  if (requested === 0 && current === 0)
    throw new LifecycleRefusal('requested sequence is 0, but first definable sequence number is 1');
  if (requested < current)
    throw new LifecycleRefusal(`currently defined sequence ${current} is larger than requested sequence ${requested}`);
  if (requested > current + 1)
    throw new LifecycleRefusal(
      `requested sequence ${requested} is larger than the next available sequence number ${current + 1}`,
    );
  const fields = parametersOf(given);
  if (requested === current) {
    const committed = publicState(call);
    if (differs(committed, name, fields))
      throw new LifecycleRefusal(
        `attempted to redefine the current committed sequence (${current}) for namespace ${name} with different parameters`,
      );
  }
  const own = ownState(call);
  const privateName = `${name}#${requested}`;
  const packageId = given.getSource()?.getLocalPackage()?.getPackageId() ?? '';
  const isApproved =
    !differs(own, privateName, fields) &&
    readMetadata(own, 'chaincode-sources', privateName) !== undefined &&
    readField(own, 'chaincode-sources', privateName, 'PackageID').getString() === packageId;
  if (isApproved)
    throw new LifecycleRefusal(
      requested === current
        ? `attempted to redefine the current committed sequence (${current}) for namespace ${name}`
        : `attempted to redefine uncommitted sequence (${requested}) for namespace ${name} with unchanged content`,
    );
  writeStructure(own, 'namespaces', privateName, { type: 'ChaincodeParameters', fields });
  writeStructure(own, 'chaincode-sources', privateName, {
    type: 'ChaincodeLocalPackage',
    fields: [['PackageID', stateData.text(packageId)]],
  });
  return new lifecycle.ApproveChaincodeDefinitionForMyOrgResult().serializeBinary();
};

const readiness = (call: LifecycleCall, given: Given): Map<string, string[]> => {
  const next = sequenceOf(call, given.getName()) + 1;
  if (given.getSequence() !== next)
    throw new LifecycleRefusal(
      `requested sequence is ${given.getSequence()}, but new definition must be sequence ${next}`,
    );
  return approvals(call, given.getName(), next, parametersOf(given));
};

export const checkCommitReadiness = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
  const result = new lifecycle.CheckCommitReadinessResult();
  for (const [mspId, differing] of readiness(call, lifecycle.CheckCommitReadinessArgs.deserializeBinary(bytes))) {
    result.getApprovalsMap().set(mspId, differing.length === 0);
    if (differing.length === 0) continue;
    const items = new lifecycle.CheckCommitReadinessResult.Mismatches();
    items.setItemsList(differing);
    result.getMismatchesMap().set(mspId, items);
  }
  return result.serializeBinary();
};

export const commit = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
  const given = lifecycle.CommitChaincodeDefinitionArgs.deserializeBinary(bytes);
  checkDefinition(call, given);
  const found = readiness(call, given);
  const fields = [['Sequence', stateData.integer(given.getSequence())] as const, ...parametersOf(given)];
  writeStructure(publicState(call), 'namespaces', given.getName(), { type: 'ChaincodeDefinition', fields });
  if (found.get(call.mspId)?.length !== 0)
    throw new LifecycleRefusal(`chaincode definition not agreed to by this org (${call.mspId})`);
  return new lifecycle.CommitChaincodeDefinitionResult().serializeBinary();
};
