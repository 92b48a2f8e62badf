import { createHash } from 'node:crypto';
import { connect, hash, type Gateway } from '@hyperledger/fabric-gateway';
import { common, gateway as protos, msp, peer } from '@hyperledger/fabric-protos';
import { HttpProblem } from '../http/http-problem.ts';
import { ledgerError } from './ledger-error.ts';
import { commitStatus, isOrdered } from './commit-status.ts';
import { committedOf, CommitUnknown, type Committed } from './ledger.ts';
import type { operatorIdentity } from './peers.ts';
import { type Peers } from './peers.ts';

/** What a proposal or a transaction says, read from its bytes. */
export interface SignedIntent {
  readonly mspId: string;
  readonly certificatePem: string;
  readonly channel: string;
  readonly chaincode: string;
  /** `Origin:RegisterBatch` */
  readonly transaction: string;
  readonly argument: string;
  readonly txId: string;
}

export interface Endorsed {
  /** `Envelope.payload`: the bytes of the second signature. */
  readonly payload: Uint8Array;
  readonly txId: string;
  readonly result: unknown;
}

/** Fabric's offline signing: this process moves bytes and signatures and holds no key of the person. */
export interface SignedTransactions {
  prepare(
    person: Pick<SignedIntent, 'mspId' | 'certificatePem'>,
    transaction: string,
    argument: string,
  ): { proposal: Uint8Array; txId: string };
  endorse(proposal: Uint8Array, signature: Uint8Array): Promise<Endorsed>;
  submit(payload: Uint8Array, signature: Uint8Array): Promise<Committed>;
}

const malformed = (pointer: string): HttpProblem => new HttpProblem('tx/malformed', pointer);

const reading = <Value>(pointer: string, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw malformed(pointer);
  }
};

const intentIn = (header: common.Header, input: Uint8Array, pointer: string): SignedIntent => {
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const creator = msp.SerializedIdentity.deserializeBinary(signatureHeader.getCreator_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(input);
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  const args = spec?.getInput()?.getArgsList_asU8() ?? [];
  if (spec === undefined || args.length !== 2) throw malformed(pointer);
  const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();
  const txId = createHash('sha256')
    .update(signatureHeader.getNonce_asU8())
    .update(signatureHeader.getCreator_asU8())
    .digest('hex');
  return {
    mspId: creator.getMspid(),
    certificatePem: text(creator.getIdBytes_asU8()),
    channel: channelHeader.getChannelId(),
    chaincode: spec.getChaincodeId()?.getName() ?? '',
    transaction: text(args[0]),
    argument: text(args[1]),
    txId,
  };
};

/** What the bytes of Fabric's `Proposal` ask for. @throws HttpProblem tx/malformed */
export const readProposal = (bytes: Uint8Array): SignedIntent =>
  reading('/proposal', () => {
    const proposal = peer.Proposal.deserializeBinary(bytes);
    const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
    return intentIn(header, proposal.getPayload_asU8(), '/proposal');
  });

const actionIn = (payload: Uint8Array) => {
  const { header, data } = envelopePayload(payload);
  const [item] = peer.Transaction.deserializeBinary(data).getActionsList();
  if (item === undefined) throw malformed('/payload');
  return { header, action: peer.ChaincodeActionPayload.deserializeBinary(item.getPayload_asU8()) };
};

const envelopePayload = (payload: Uint8Array): { header: common.Header; data: Uint8Array } => {
  const parsed = common.Payload.deserializeBinary(payload);
  const header = parsed.getHeader();
  if (header === undefined) throw malformed('/payload');
  return { header, data: parsed.getData_asU8() };
};

/** What the bytes of a transaction envelope's payload would commit. @throws HttpProblem tx/malformed */
export const readTransaction = (payload: Uint8Array): SignedIntent =>
  reading('/payload', () => {
    const { header, action } = actionIn(payload);
    return intentIn(header, action.getChaincodeProposalPayload_asU8(), '/payload');
  });

const jsonOf = (bytes: Uint8Array): unknown => (bytes.length === 0 ? null : JSON.parse(Buffer.from(bytes).toString()));

export function signedTransactions(
  peers: Peers,
  owner: ReturnType<typeof operatorIdentity>,
  channel: string,
  chaincode: string,
): SignedTransactions {
  /** A connection that can sign nothing: every signature comes from outside. */
  const unsigned = ({ mspId, certificatePem }: Pick<SignedIntent, 'mspId' | 'certificatePem'>): Gateway =>
    connect({
      client: peers.client(mspId),
      identity: { mspId, credentials: Buffer.from(certificatePem) },
      hash: hash.sha256,
    });
  const ours = (intent: SignedIntent, pointer: string): SignedIntent => {
    if (intent.channel !== channel || intent.chaincode !== chaincode) throw malformed(pointer);
    return intent;
  };
  return {
    prepare(person, transaction, argument) {
      const [contract = '', name = ''] = transaction.split(':');
      const proposal = unsigned(person)
        .getNetwork(channel)
        .getContract(chaincode, contract)
        .newProposal(name, { arguments: [argument] });
      const proposed = protos.ProposedTransaction.deserializeBinary(proposal.getBytes());
      const bytes = proposed.getProposal()?.getProposalBytes_asU8() ?? new Uint8Array();
      return { proposal: bytes, txId: proposal.getTransactionId() };
    },
    async endorse(bytes, signature) {
      const intent = ours(readProposal(bytes), '/proposal');
      const signedProposal = new peer.SignedProposal();
      signedProposal.setProposalBytes(bytes);
      const proposed = new protos.ProposedTransaction();
      proposed.setTransactionId(intent.txId);
      proposed.setProposal(signedProposal);
      try {
        const proposal = unsigned(intent).newSignedProposal(proposed.serializeBinary(), signature);
        const transaction = await proposal.endorse({ deadline: Date.now() + 15_000 });
        const prepared = protos.PreparedTransaction.deserializeBinary(transaction.getBytes());
        const payload = prepared.getEnvelope()?.getPayload_asU8() ?? new Uint8Array();
        return { payload, txId: intent.txId, result: jsonOf(transaction.getResult()) };
      } catch (error) {
        throw ledgerError(error);
      }
    },
    async submit(payload, signature) {
      const intent = ours(readTransaction(payload), '/payload');
      const envelope = new common.Envelope();
      envelope.setPayload(payload);
      const prepared = new protos.PreparedTransaction();
      prepared.setTransactionId(intent.txId);
      prepared.setEnvelope(envelope);
      const transaction = unsigned(intent).newSignedTransaction(prepared.serializeBinary(), signature);
      const result = transaction.getResult();
      try {
        await transaction.submit({ deadline: Date.now() + 10_000 });
      } catch (error) {
        if (!isOrdered(error)) throw ledgerError(error);
      }
      // asked with the operator's own identity, so that the person need not sign a third time
      const status = await commitStatus(peers.gateway(owner), owner, channel, intent.txId).catch((error: unknown) => {
        console.error('commit status', intent.txId, error);
        throw new CommitUnknown(intent.txId);
      });
      return committedOf(status, result);
    },
  };
}
