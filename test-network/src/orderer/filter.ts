/** What an orderer lets in (Fabric: orderer/common/msgprocessor/standardchannel.go, orderer/common/broadcast). */
import { common } from '@hyperledger/fabric-protos';
import { anyPolicyFailed } from '../endorser/checks.ts';
import { asBuffer } from '../node/wire.ts';
import type { ChannelConfig } from '../types.ts';

export interface Accepted {
  readonly type: number;
  readonly txId: string;
}

/** A refusal with the status that Broadcast answers. */
export class BroadcastRefused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const refuse = (status: number, text: string): never => {
  throw new BroadcastRefused(status, text);
};

const WRITERS = '/Channel/Writers';
const notAllowed = `${anyPolicyFailed(WRITERS)}: permission denied`;

export const filterEnvelope = (envelope: Buffer, config: ChannelConfig, now: Date): Accepted => {
  const { BAD_REQUEST, FORBIDDEN, NOT_FOUND } = common.Status;
  const message = common.Envelope.deserializeBinary(envelope);
  const payloadBytes = asBuffer(message.getPayload_asU8());
  if (payloadBytes.length === 0) refuse(BAD_REQUEST, 'message was empty');
  const header = common.Payload.deserializeBinary(payloadBytes).getHeader();
  if (!header) return refuse(BAD_REQUEST, 'could not determine channel ID: envelope has no header');
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const creator = asBuffer(
    common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()).getCreator_asU8(),
  );
  if (channelHeader.getChannelId() !== config.channelId) refuse(NOT_FOUND, 'channel does not exist');
  const type = channelHeader.getType();
  if (type === common.HeaderType.CONFIG) refuse(BAD_REQUEST, 'message of type CONFIG cannot be broadcast');
  if (envelope.length > config.batch.absoluteMaxBytes)
    refuse(
      BAD_REQUEST,
      `message payload is ${envelope.length} bytes and exceeds maximum allowed ${config.batch.absoluteMaxBytes} bytes`,
    );
  let notAfter: Date | undefined;
  try {
    notAfter = config.identity(creator).notAfter;
  } catch {
    refuse(FORBIDDEN, notAllowed);
  }
  if (notAfter && notAfter < now) refuse(BAD_REQUEST, 'broadcast client identity expired');
  const signed = [{ data: payloadBytes, identity: creator, signature: asBuffer(message.getSignature_asU8()) }];
  if (!config.satisfies(WRITERS, signed)) refuse(FORBIDDEN, notAllowed);
  return { type, txId: channelHeader.getTxId() };
};
