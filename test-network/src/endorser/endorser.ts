import type { ChaincodeResult } from '../chaincode/invocation.ts';
import type { ChaincodeRuntime } from '../chaincode/runtime.ts';
import { responseBytes } from '../chaincode/answers.ts';
import { field, optionalField } from '../node/wire.ts';
import { definitionKeys, LIFECYCLE, sequenceKey } from '../lifecycle/lifecycle-definition.ts';
import { systemChaincode } from '../qscc/qscc.ts';
import type { EndorsementInterest, Ledger, SigningIdentity, Simulator } from '../types.ts';
import { checkProposal, isSystemChaincode, ProposalRefused } from './checks.ts';
import { creatorMspId, sha256 } from './proposal.ts';
import type { UnpackedProposal } from './proposal.ts';
import type { TransientStore } from './transient-store.ts';

/** Answer of one peer to a proposal. */
export interface Endorsement {
  readonly response: { readonly status: number; readonly message: string; readonly payload: Buffer };
  /** protos.ProposalResponsePayload; absent when the peer itself failed, not the chaincode. */
  readonly payload?: Buffer;
  readonly endorsement?: { readonly endorser: Buffer; readonly signature: Buffer };
  readonly interest?: EndorsementInterest;
  /** Refused before simulation: signature, access rights, malformed proposal. */
  readonly refused?: boolean;
}

export interface Endorser {
  readonly mspId: string;
  /** host:port, for error details. */
  readonly address: string;
  process(proposal: UnpackedProposal): Promise<Endorsement>;
}

export interface EndorserOptions {
  readonly identity: SigningIdentity;
  /** host:port once the peer listens. */
  address(): string;
  readonly ledger: Ledger;
  readonly runtime: ChaincodeRuntime;
  readonly transients: TransientStore;
  hasPeer(mspId: string): boolean;
  /** The peer's clock; default: this machine's. */
  now?(): Date;
}

/** Status from which a response is not endorsed (shim.ERRORTHRESHOLD). */
const ERROR_THRESHOLD = 400;

const peerError = (message: string, refused = false): Endorsement => ({
  response: { status: 500, message, payload: Buffer.alloc(0) },
  refused,
});

/** protos.ChaincodeAction inside protos.ProposalResponsePayload. */
const responsePayload = (
  proposal: UnpackedProposal,
  results: Buffer,
  result: ChaincodeResult,
  version: string,
): Buffer => {
  const chaincodeId = Buffer.concat([
    optionalField(2, Buffer.from(proposal.chaincode)),
    optionalField(3, Buffer.from(version)),
  ]);
  const events = result.event ? Buffer.from(result.event.serializeBinary()) : Buffer.alloc(0);
  const action = Buffer.concat([
    optionalField(1, results),
    optionalField(2, events),
    field(3, responseBytes(result)),
    field(4, chaincodeId),
  ]);
  // protoutil.GetProposalHash1: over the two headers and the payload without transient data
  const hash = sha256(proposal.channelHeader, proposal.signatureHeader, proposal.payload);
  return Buffer.concat([field(1, hash), field(2, action)]);
};

/** The endorser of one organisation's peer (Fabric: core/endorser/endorser.go). */
export const createEndorser = (options: EndorserOptions): Endorser => {
  const { identity, ledger, runtime, transients } = options;

  const checkCollection = (
    simulator: Simulator,
    namespace: string,
    creatorMsp: string,
  ): ((collection: string, access: 'read' | 'write') => void) => {
    const definition = ledger.definition(namespace);
    return (collection, access) => {
      // a peer looks the collection up in the whole definition, by the transaction's own reads (collection store, lifecycle ChaincodeInfo)
      for (const key of definitionKeys(namespace)) simulator.getState(LIFECYCLE, key);
      const implicit = /^_implicit_org_(.+)$/.exec(collection);
      if (implicit) return;
      const config = definition?.collections.find((candidate) => candidate.name === collection);
      if (!config) throw new Error(`collection ${namespace}/${collection} could not be found`);
      const restricted = access === 'read' ? config.memberOnlyRead : config.memberOnlyWrite;
      if (restricted && !config.memberMspIds.includes(creatorMsp))
        throw new Error(
          `tx creator does not have ${access} access permission on privatedata in chaincodeName:${namespace} collectionName: ${collection}`,
        );
    };
  };

  const call = async (
    proposal: UnpackedProposal,
    simulator: Simulator,
    namespace: string,
    args: readonly Uint8Array[],
    chain: readonly string[],
    called: Set<string>,
  ): Promise<ChaincodeResult> => {
    if (!ledger.definition(namespace))
      throw new Error(
        `make sure the chaincode ${namespace} has been successfully defined on channel ${proposal.channelId} and try again: chaincode ${namespace} not found`,
      );
    called.add(namespace);
    // every invocation depends on the definition it ran under (lifecycle/endorsement_info.go)
    simulator.getState(LIFECYCLE, sequenceKey(namespace));
    return runtime.execute({
      txId: proposal.txId,
      channelId: proposal.channelId,
      namespace,
      args,
      signedProposal: proposal.signed,
      simulator,
      isInit: proposal.isInit && chain.length === 0,
      checkCollection: checkCollection(simulator, namespace, creatorMspId(proposal.creator)),
      callChaincode: async (target, targetArgs) => {
        if ([...chain, namespace].includes(target))
          throw new Error(`txid: ${proposal.txId}(${proposal.channelId}) exists`);
        const result = await call(proposal, simulator, target, targetArgs, [...chain, namespace], called);
        return { ...result, event: undefined };
      },
    });
  };

  const endorse = (
    proposal: UnpackedProposal,
    result: ChaincodeResult,
    results: Buffer,
    version: string,
    interest?: EndorsementInterest,
  ): Endorsement => {
    const payload = responsePayload(proposal, results, result, version);
    const answer = { response: result, payload, ...(interest && { interest }) };
    if (result.status >= ERROR_THRESHOLD) return answer;
    const signature = identity.sign(Buffer.concat([payload, identity.serialized]));
    return { ...answer, endorsement: { endorser: identity.serialized, signature } };
  };

  const simulate = async (proposal: UnpackedProposal): Promise<Endorsement> => {
    const simulator = ledger.simulate(identity.mspId, creatorMspId(proposal.creator), proposal.txId);
    const called = new Set<string>();
    try {
      const result = await call(proposal, simulator, proposal.chaincode, proposal.args, [], called).catch(
        (error: Error) => {
          throw new Error(`failed to execute transaction ${proposal.txId}: ${error.message}`);
        },
      );
      const { publicSet, privateSet, interest } = simulator.results();
      if (privateSet && result.status < ERROR_THRESHOLD) {
        if (proposal.chaincode !== LIFECYCLE) checkDissemination(interest);
        transients.put(proposal.txId, privateSet, ledger.height());
      }
      const version = ledger.definition(proposal.chaincode)?.version ?? '';
      const chaincodes = [...new Set([...interest.chaincodes, ...called])];
      return endorse(proposal, result, publicSet, version, { ...interest, chaincodes });
    } catch (error) {
      return peerError(`error in simulation: ${(error as Error).message}`);
    } finally {
      simulator.done();
    }
  };

  /** requiredPeerCount counts OTHER eligible peers (gossip/privdata/distributor.go). */
  const checkDissemination = (interest: EndorsementInterest): void => {
    for (const { namespace, collection, memberMspIds } of interest.collectionsWritten) {
      const config = ledger.definition(namespace)?.collections.find(({ name }) => name === collection);
      const eligible = memberMspIds.filter((mspId) => mspId !== identity.mspId && options.hasPeer(mspId)).length;
      if (config && config.requiredPeerCount > eligible)
        throw new Error(
          `error distributing private data: required to disseminate to at least ${config.requiredPeerCount} peers, but know of only ${eligible} eligible peers`,
        );
    }
  };

  const process = async (proposal: UnpackedProposal): Promise<Endorsement> => {
    try {
      checkProposal(proposal, ledger, options.now?.() ?? new Date());
    } catch (error) {
      return peerError((error as Error).message, error instanceof ProposalRefused);
    }
    if (!isSystemChaincode(proposal.chaincode)) return simulate(proposal);
    return endorse(proposal, systemChaincode(ledger, proposal.chaincode, proposal.args), Buffer.alloc(0), '');
  };

  return {
    mspId: identity.mspId,
    get address() {
      return options.address();
    },
    process,
  };
};
