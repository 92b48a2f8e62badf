import grpc from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { asBuffer, integerField } from '../node/wire.ts';
import type { Ledger } from '../types.ts';
import { GatewayRefusal } from './gateway-error.ts';
import type { Commit } from './commit-notifier.ts';

/** The signed reader check of CommitStatus and ChaincodeEvents. */
export const checkReader = (
  ledger: Ledger,
  channelId: string,
  data: Buffer,
  identity: Buffer,
  signature: Buffer,
): void => {
  const { INVALID_ARGUMENT, PERMISSION_DENIED, NOT_FOUND } = grpc.status;
  if (identity.length === 0) throw new GatewayRefusal(INVALID_ARGUMENT, 'an identity is required');
  if (channelId === '') throw new GatewayRefusal(INVALID_ARGUMENT, 'a channel ID is required');
  const config = ledger.config();
  if (channelId !== config.channelId) throw new GatewayRefusal(NOT_FOUND, `channel not found: ${channelId}`);
  let expired: boolean;
  try {
    expired = config.identity(identity).notAfter < new Date();
  } catch (error) {
    throw new GatewayRefusal(PERMISSION_DENIED, (error as Error).message);
  }
  if (expired || !config.satisfies('/Channel/Application/Readers', [{ data, identity, signature }]))
    throw new GatewayRefusal(
      PERMISSION_DENIED,
      `failed evaluating policy on signed data during check policy on channel [${channelId}] with policy [/Channel/Application/Readers]`,
    );
};

/** Checks a CommitStatus request; returns the transaction it asks for. */
export const commitStatusTransaction = (ledger: Ledger, bytes: Buffer): string => {
  const signed = gateway.SignedCommitStatusRequest.deserializeBinary(bytes);
  const data = asBuffer(signed.getRequest_asU8());
  const request = gateway.CommitStatusRequest.deserializeBinary(data);
  if (request.getTransactionId() === '')
    throw new GatewayRefusal(grpc.status.INVALID_ARGUMENT, 'a transaction ID is required');
  const signature = asBuffer(signed.getSignature_asU8());
  checkReader(ledger, request.getChannelId(), data, asBuffer(request.getIdentity_asU8()), signature);
  return request.getTransactionId();
};

/** gateway.CommitStatusResponse */
export const commitStatusResponse = ({ code, blockNumber }: Commit): Buffer =>
  Buffer.concat([integerField(1, code), integerField(2, blockNumber)]);
