import { peer } from '@hyperledger/fabric-protos';
import { definitionStructure, namesOf } from './definition-structure.ts';
import {
  approvals,
  LifecycleRefusal,
  ownState,
  publicState,
  sequenceOf,
  type LifecycleCall,
} from './lifecycle-call.ts';
import { LIFECYCLE } from './lifecycle-definition.ts';
import { fieldKey, readField, readMetadata } from './lifecycle-state.ts';
import type { Structure } from './lifecycle-state.ts';

const { lifecycle } = peer;

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

export const queryDefinition = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
  const name = lifecycle.QueryChaincodeDefinitionArgs.deserializeBinary(bytes).getName();
  const fields = committed(call, name);
  if (fields === undefined) throw new LifecycleRefusal(`namespace ${name} is not defined`, 404);
  const result = tell(new lifecycle.QueryChaincodeDefinitionResult(), fields);
  const parameters = fields.filter(([field]) => field !== 'Sequence');
  for (const [mspId, differing] of approvals(call, name, result.getSequence(), parameters))
    result.getApprovalsMap().set(mspId, differing.length === 0);
  return result.serializeBinary();
};

export const queryDefinitions = (call: LifecycleCall): Uint8Array => {
  const result = new lifecycle.QueryChaincodeDefinitionsResult();
  for (const name of namesOf(call.simulator)) {
    const told = tell(new lifecycle.QueryChaincodeDefinitionsResult.ChaincodeDefinition(), committed(call, name) ?? []);
    told.setName(name);
    result.addChaincodeDefinitions(told);
  }
  return result.serializeBinary();
};

export const queryApproved = (call: LifecycleCall, bytes: Uint8Array): Uint8Array => {
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
