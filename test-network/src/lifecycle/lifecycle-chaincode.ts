/** The system chaincode `_lifecycle`: organisations approve definitions of chaincode and commit them (Fabric: core/chaincode/lifecycle). */
import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeResult } from '../chaincode/invocation.ts';
import { asBuffer } from '../node/wire.ts';
import type { ChaincodeDefinition, ChannelConfig, Identity, Simulator } from '../types.ts';
import { definitionStructure, namesOf } from './definition-structure.ts';
import { LIFECYCLE } from './lifecycle-definition.ts';
import { fieldKey, mismatches, readField, readMetadata, stateData, writeStructure } from './lifecycle-state.ts';
import type { FieldState, Structure } from './lifecycle-state.ts';

const { lifecycle } = peer;

export interface LifecycleCall {
  readonly args: readonly Uint8Array[];
  readonly simulator: Simulator;
  readonly config: ChannelConfig;
  /** Organisation of the peer that is asked. */
  readonly mspId: string;
  /** Who asks; they may do so on this channel. */
  readonly creator: Pick<Identity, 'mspId' | 'role'>;
  /** Definitions in force, those too that the topology gave the channel at its birth. */
  definition(chaincode: string): ChaincodeDefinition | undefined;
}

/** A refusal with the status of the chaincode's response. */
class LifecycleRefusal extends Error {
  readonly status: number;
  constructor(message: string, status = 500) {
    super(message);
    this.status = status;
  }
}

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

const publicState = ({ simulator }: LifecycleCall): FieldState => ({
  get: (key) => simulator.getState(LIFECYCLE, key),
  put: (key, value) => simulator.putState(LIFECYCLE, key, value),
  delete: (key) => simulator.deleteState(LIFECYCLE, key),
});

const collectionOf = (mspId: string): string => `_implicit_org_${mspId}`;

/** What the peer's own organisation has approved. */
const ownState = ({ simulator, mspId }: LifecycleCall): FieldState => ({
  get: (key) => simulator.getPrivate(LIFECYCLE, collectionOf(mspId), key),
  put: (key, value) => simulator.putPrivate(LIFECYCLE, collectionOf(mspId), key, value),
  delete: (key) => simulator.deletePrivate(LIFECYCLE, collectionOf(mspId), key),
});

const sequenceOf = (call: LifecycleCall, name: string): number =>
  readField(publicState(call), 'namespaces', name, 'Sequence').getInt64();

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

const approve = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
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

/** By organisation: in what its approval of this definition differs; nothing where it has given it. */
const approvals = (
  { config, simulator }: LifecycleCall,
  name: string,
  sequence: number,
  fields: Structure['fields'],
): Map<string, string[]> =>
  new Map(
    config.mspIds.map((mspId) => [
      mspId,
      mismatches(
        (key) => simulator.getPrivateHash(LIFECYCLE, collectionOf(mspId), key),
        'namespaces',
        `${name}#${sequence}`,
        { type: 'ChaincodeParameters', fields },
      ),
    ]),
  );

const readiness = (call: LifecycleCall, given: Given): Map<string, string[]> => {
  const next = sequenceOf(call, given.getName()) + 1;
  if (given.getSequence() !== next)
    throw new LifecycleRefusal(
      `requested sequence is ${given.getSequence()}, but new definition must be sequence ${next}`,
    );
  return approvals(call, given.getName(), next, parametersOf(given));
};

const checkCommitReadiness = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
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

const commit = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
  const given = lifecycle.CommitChaincodeDefinitionArgs.deserializeBinary(bytes);
  checkDefinition(call, given);
  const found = readiness(call, given);
  const fields = [['Sequence', stateData.integer(given.getSequence())] as const, ...parametersOf(given)];
  writeStructure(publicState(call), 'namespaces', given.getName(), { type: 'ChaincodeDefinition', fields });
  if (found.get(call.mspId)?.length !== 0)
    throw new LifecycleRefusal(`chaincode definition not agreed to by this org (${call.mspId})`);
  return new lifecycle.CommitChaincodeDefinitionResult().serializeBinary();
};

/** A definition as a query tells of it: committed, or given by the topology; undefined where there is none. */
const committed = (call: LifecycleCall, name: string): Structure['fields'] | undefined => {
  const state = publicState(call);
  const metadata = readMetadata(state, 'namespaces', name);
  if (metadata === undefined) {
    const given = name === LIFECYCLE ? undefined : call.definition(name);
    return given && definitionStructure(given);
  }
  return metadata
    .getFieldsList()
    .map((field) => [field, state.get(fieldKey('namespaces', name, field)) ?? Buffer.alloc(0)]);
};

type Told = Pick<
  peer.lifecycle.QueryChaincodeDefinitionResult,
  | ('setSequence' | 'setVersion' | 'setEndorsementPlugin' | 'setInitRequired')
  | ('setValidationPlugin' | 'setValidationParameter' | 'setCollections')
>;

const tell = <Result extends Told>(result: Result, fields: Structure['fields']): Result => {
  const data = (name: string): peer.lifecycle.StateData =>
    lifecycle.StateData.deserializeBinary(fields.find(([field]) => field === name)?.[1] ?? Buffer.alloc(0));
  const endorsement = lifecycle.ChaincodeEndorsementInfo.deserializeBinary(data('EndorsementInfo').getBytes_asU8());
  const validation = lifecycle.ChaincodeValidationInfo.deserializeBinary(data('ValidationInfo').getBytes_asU8());
  result.setSequence(data('Sequence').getInt64());
  result.setVersion(endorsement.getVersion());
  result.setEndorsementPlugin(endorsement.getEndorsementPlugin());
  result.setInitRequired(endorsement.getInitRequired());
  result.setValidationPlugin(validation.getValidationPlugin());
  result.setValidationParameter(validation.getValidationParameter_asU8());
  result.setCollections(peer.CollectionConfigPackage.deserializeBinary(data('Collections').getBytes_asU8()));
  return result;
};

const queryDefinition = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
  const name = lifecycle.QueryChaincodeDefinitionArgs.deserializeBinary(bytes).getName();
  const fields = committed(call, name);
  if (fields === undefined) throw new LifecycleRefusal(`namespace ${name} is not defined`, 404);
  const result = tell(new lifecycle.QueryChaincodeDefinitionResult(), fields);
  const parameters = fields.filter(([field]) => field !== 'Sequence');
  for (const [mspId, differing] of approvals(call, name, result.getSequence(), parameters))
    result.getApprovalsMap().set(mspId, differing.length === 0);
  return result.serializeBinary();
};

const queryDefinitions = (call: LifecycleCall): Uint8Array => {
  const result = new lifecycle.QueryChaincodeDefinitionsResult();
  for (const name of namesOf(call.simulator)) {
    const told = tell(new lifecycle.QueryChaincodeDefinitionsResult.ChaincodeDefinition(), committed(call, name) ?? []);
    told.setName(name);
    result.addChaincodeDefinitions(told);
  }
  return result.serializeBinary();
};

const queryApproved = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
  const asked = lifecycle.QueryApprovedChaincodeDefinitionArgs.deserializeBinary(bytes);
  const [name, own] = [asked.getName(), ownState(call)];
  const newest = (): number => {
    const current = sequenceOf(call, name);
    return readMetadata(own, 'namespaces', `${name}#${current + 1}`) === undefined ? current : current + 1;
  };
  const sequence = asked.getSequence() || newest();
  const privateName = `${name}#${sequence}`;
  const metadata = readMetadata(own, 'namespaces', privateName);
  if (metadata === undefined)
    throw new LifecycleRefusal(
      `could not fetch approved chaincode definition (name: '${name}', sequence: '${sequence}') on channel '${call.config.channelId}'`,
    );
  const fields = metadata
    .getFieldsList()
    .map((field) => [field, own.get(fieldKey('namespaces', privateName, field)) ?? Buffer.alloc(0)] as const);
  const result = tell(new lifecycle.QueryApprovedChaincodeDefinitionResult(), fields);
  result.setSequence(sequence);
  const packageId = readField(own, 'chaincode-sources', privateName, 'PackageID').getString();
  const source = new lifecycle.ChaincodeSource();
  if (packageId === '') source.setUnavailable(new lifecycle.ChaincodeSource.Unavailable());
  else {
    const local = new lifecycle.ChaincodeSource.Local();
    local.setPackageId(packageId);
    source.setLocalPackage(local);
  }
  result.setSource(source);
  return result.serializeBinary();
};

/** `admins`: for administrators of the peer's own organisation alone (core/aclmgmt/defaultaclprovider.go). */
const functions: Readonly<
  Record<string, { readonly admins?: true; answer(call: LifecycleCall, bytes: Uint8Array): Uint8Array }>
> = {
  ApproveChaincodeDefinitionForMyOrg: { admins: true, answer: approve },
  QueryApprovedChaincodeDefinition: { admins: true, answer: queryApproved },
  CheckCommitReadiness: { answer: checkCommitReadiness },
  CommitChaincodeDefinition: { answer: commit },
  QueryChaincodeDefinition: { answer: queryDefinition },
  QueryChaincodeDefinitions: { answer: queryDefinitions },
};

const refused = (message: string, status = 500): ChaincodeResult => ({
  status,
  message,
  payload: Buffer.alloc(0),
  event: undefined,
});

/** Runs a function of `_lifecycle`: its name, and one message of arguments. Refusals are the chaincode's answer, not errors. */
export const lifecycleChaincode = (call: LifecycleCall): ChaincodeResult => {
  const [name, bytes = Buffer.alloc(0), ...more] = call.args;
  if (name === undefined) return refused('lifecycle scc must be invoked with arguments');
  if (call.args.length !== 2 || more.length > 0)
    return refused(`lifecycle scc operations require exactly two arguments but received ${call.args.length}`);
  const wanted = Buffer.from(name).toString();
  const found = functions[wanted];
  if (found === undefined)
    return refused(`failed to invoke backing implementation of '${wanted}': the embedded network does not know it`);
  const { creator, mspId } = call;
  if (found.admins && !(creator.mspId === mspId && creator.role === 'admin'))
    return refused(
      `Failed to authorize invocation due to failed ACL check: Failed verifying that proposal's creator satisfies local MSP principal during channelless check policy with policy [Admins]: [This identity is not an admin]`,
    );
  try {
    return { status: 200, message: '', payload: asBuffer(found.answer(call, bytes)), event: undefined };
  } catch (error) {
    if (!(error instanceof LifecycleRefusal)) throw error;
    if (error.status === 404) return refused(error.message, 404);
    return refused(`failed to invoke backing implementation of '${wanted}': ${error.message}`);
  }
};
