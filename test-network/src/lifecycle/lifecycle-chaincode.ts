/** The system chaincode `_lifecycle`: organisations approve definitions of chaincode and commit them (Fabric: core/chaincode/lifecycle). */
import type { ChaincodeResult } from '../chaincode/invocation.ts';
import { asBuffer } from '../node/wire.ts';
import { LifecycleRefusal, type LifecycleCall } from './lifecycle-call.ts';
import { approve, checkCommitReadiness, commit } from './lifecycle-changes.ts';
import { queryApproved, queryDefinition, queryDefinitions } from './lifecycle-queries.ts';

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
