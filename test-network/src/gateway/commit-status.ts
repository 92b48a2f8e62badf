import grpc from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { policyRefusal } from '../endorser/checks.ts';
import { asBuffer, integerField } from '../node/wire.ts';
import type { Ledger } from '../types.ts';
import { GatewayRefusal } from './gateway-error.ts';
import type { Commit } from './commit-notifier.ts';

const READERS = '/Channel/Application/Readers';

/** The signed reader check of CommitStatus and ChaincodeEvents. */
export const checkReader = (
  ledger: Ledger,
  channelId: string,
  data: Buffer,
  identity: Buffer,
  signature: Buffer,
): void => {
  const { PERMISSION_DENIED } = grpc.status;
  const config = ledger.config();
  if (channelId !== config.channelId)
    throw new GatewayRefusal(PERMISSION_DENIED, `Failed to get policy manager for channel [${channelId}]`);
  // whether the certificate has expired is not asked
  if (!config.satisfies(READERS, [{ data, identity, signature }]))
    throw new GatewayRefusal(PERMISSION_DENIED, policyRefusal(channelId, READERS));
};

/** Checks a CommitStatus request; returns the transaction it asks for. */
export const commitStatusTransaction = (ledger: Ledger, bytes: Buffer): string => {
  const signed = gateway.SignedCommitStatusRequest.deserializeBinary(bytes);
  const data = asBuffer(signed.getRequest_asU8());
  const request = gateway.CommitStatusRequest.deserializeBinary(data);
  const missing = (what: string): never => {
    throw new GatewayRefusal(grpc.status.INVALID_ARGUMENT, what);
  };
  if (data.length === 0) missing('a commit status request is required');
  if (request.getIdentity_asU8().length === 0) missing('no identity provided');
  if (request.getChannelId() === '') missing('no channel ID provided');
  if (request.getTransactionId() === '') missing('transaction ID should not be empty');
  const signature = asBuffer(signed.getSignature_asU8());
  checkReader(ledger, request.getChannelId(), data, asBuffer(request.getIdentity_asU8()), signature);
  return request.getTransactionId();
};

/** gateway.CommitStatusResponse */
export const commitStatusResponse = ({ code, blockNumber }: Commit): Buffer =>
  Buffer.concat([integerField(1, code), integerField(2, blockNumber)]);
