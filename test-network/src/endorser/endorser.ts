import type { ChaincodeResult, Invocation } from '../chaincode/invocation.ts';
import type { ChaincodeRuntime } from '../chaincode/runtime.ts';
import { responseBytes } from '../chaincode/answers.ts';
import { field, optionalField } from '../node/wire.ts';
import { lifecycleChaincode } from '../lifecycle/lifecycle-chaincode.ts';
import { definitionKeys, LIFECYCLE, sequenceKey } from '../lifecycle/lifecycle-definition.ts';
import { systemChaincode } from '../qscc/qscc.ts';
import type { ChaincodeDefinition, EndorsementInterest, Ledger, SigningIdentity, Simulator } from '../types.ts';
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
  /** Refused before simulation: signature, access rights, malformed proposal; or by a filter, which answers nothing. */
  readonly refused?: 'by checks' | 'by filter';
}

export interface Endorser {
  readonly mspId: string;
  /** host:port, for error details. */
  readonly address: string;
  process(proposal: UnpackedProposal): Promise<Endorsement>;
}

/** Answers also a proposal whose signature is not there any more, as a block holds it: it asks nobody who proposes. */
export interface UncheckedEndorser extends Endorser {
  simulate(proposal: UnpackedProposal): Promise<Endorsement>;
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

/** Version that the peer's own chaincodes go by (core/scc, SysCCVersion). */
const SYSTEM_VERSION = 'syscc';

const peerError = (message: string, refused?: Endorsement['refused']): Endorsement => ({
  response: { status: 500, message, payload: Buffer.alloc(0) },
  ...(refused && { refused }),
});

/** qscc and cscc read blocks, which a commit holds locked (core/scc/qscc/query.go, core/scc/cscc/configure.go). */
const rejectedCall = (target: string, caller: string): ChaincodeResult => {
  const why = target === 'qscc' ? ' because of potential for deadlocks' : '';
  const message = `Rejecting invoke of ${target.toUpperCase()} from another chaincode${why}, original invocation for '${caller}'`;
  return { status: 500, message, payload: Buffer.alloc(0), event: undefined };
};

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
export const createEndorser = (options: EndorserOptions): UncheckedEndorser => {
  const { identity, ledger, runtime, transients } = options;

  const checkCollection = (
    simulator: Simulator,
    namespace: string,
    creatorMsp: string,
  ): Invocation['checkCollection'] => {
    const definition = ledger.definition(namespace);
    return (collection, access) => {
      // a peer looks the collection up in the whole definition, by the transaction's own reads (collection store, lifecycle ChaincodeInfo)
      for (const key of definitionKeys(namespace)) simulator.getState(LIFECYCLE, key);
      if (access === 'hash' || collection.startsWith('_implicit_org_')) return;
      const config = definition?.collections.find((candidate) => candidate.name === collection);
      if (!config)
        throw new Error(`collection ${ledger.config().channelId}/${namespace}/${collection} could not be found`);
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
    const { channelId } = proposal;
    if (!ledger.definition(namespace)) {
      // what is looked for and not there is read all the same, in the lifecycle before 2.0 too
      for (const [where, key] of [
        [LIFECYCLE, sequenceKey(namespace)],
        ['lscc', namespace],
      ] as const)
        simulator.getState(where, key);
      throw new Error(
        chain.length === 0
          ? `make sure the chaincode ${namespace} has been successfully defined on channel ${channelId} and try again: chaincode ${namespace} not found`
          : `invalid invocation: [channel ${channelId}] failed to get chaincode container info for ${namespace}: chaincode ${namespace} not found`,
      );
    }
    if (namespace === LIFECYCLE) {
      const config = ledger.config();
      const creator = config.identity(proposal.creator);
      const definition = (name: string): ChaincodeDefinition | undefined => ledger.definition(name);
      return lifecycleChaincode({ args, simulator, config, mspId: identity.mspId, creator, definition });
    }
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
        if (isSystemChaincode(target)) return rejectedCall(target, proposal.chaincode);
        try {
          if ([...chain, namespace].includes(target))
            throw new Error(`error sending: txid: ${proposal.txId}(${channelId}) exists`);
          return await call(proposal, simulator, target, targetArgs, [...chain, namespace], called);
        } catch (error) {
          throw new Error(`execute failed: ${(error as Error).message}`, { cause: error });
        }
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
      const version =
        proposal.chaincode === LIFECYCLE ? SYSTEM_VERSION : (ledger.definition(proposal.chaincode)?.version ?? '');
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
      const refused = error instanceof ProposalRefused && (error.byFilter ? 'by filter' : 'by checks');
      return peerError((error as Error).message, refused || undefined);
    }
    if (!isSystemChaincode(proposal.chaincode)) return simulate(proposal);
    return endorse(
      proposal,
      systemChaincode(ledger, proposal.chaincode, proposal.args),
      Buffer.alloc(0),
      SYSTEM_VERSION,
    );
  };

  return {
    mspId: identity.mspId,
    get address() {
      return options.address();
    },
    process,
    simulate,
  };
};
