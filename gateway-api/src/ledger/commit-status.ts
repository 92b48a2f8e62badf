import { type Gateway, GatewayError, type Status, type Transaction } from '@hyperledger/fabric-gateway';
import { gateway as protos, msp } from '@hyperledger/fabric-protos';

/**
 * The outcome of a transaction that was ordered, asked in the name of `identity`, with whose key `gateway` signs. The peer answers once it has the
 * block. `options`: default those of the gateway.
 */
export const commitStatus = async (
  gateway: Gateway,
  { mspId, certificatePem }: { readonly mspId: string; readonly certificatePem: string },
  channel: string,
  txId: string,
  options?: { readonly deadline: number },
): Promise<Status> => {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificatePem));
  const request = new protos.CommitStatusRequest();
  request.setChannelId(channel);
  request.setTransactionId(txId);
  request.setIdentity(identity.serializeBinary());
  const signed = new protos.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  return gateway.newCommit(signed.serializeBinary()).getStatus(options);
};

/**
 * True where an orderer says that it has this very transaction in a block. A peer sends a transaction to every BFT orderer and calls it
 * failed when too few took it, also those that came too late because the others were quick: then it is ordered all the same.
 */
export const isOrdered = (error: unknown): boolean =>
  error instanceof GatewayError && error.details.some(({ message }) => message.includes('request already processed'));

/** Orders an endorsed transaction. @returns what asks for its outcome. Rejects where it is not known to be ordered. */
export const order = async (
  transaction: Transaction,
  gateway: Gateway,
  identity: { readonly mspId: string; readonly certificatePem: string },
  channel: string,
): Promise<() => Promise<Status>> => {
  try {
    const submitted = await transaction.submit();
    return () => submitted.getStatus();
  } catch (error) {
    if (!isOrdered(error)) throw error;
    return () => commitStatus(gateway, identity, channel, transaction.getTransactionId());
  }
};
