/** Takes a common.Envelope apart without re-encoding it (Fabric core/common/validation/msgvalidation.go). */
import { createHash } from 'node:crypto';
import { bytesField, bytesFields, eachField, repeatedField } from '../rwset/proto-reader.ts';
import { CODE, InvalidTransaction, TYPE } from './codes.ts';

const EMPTY = Buffer.alloc(0);

export interface EnvelopeHeader {
  readonly payload: Buffer;
  readonly signature: Buffer;
  readonly data: Buffer;
  readonly channelHeader: Buffer;
  readonly signatureHeader: Buffer;
  readonly type: number;
  readonly epoch: number;
  readonly channelId: string;
  readonly txId: string;
  readonly extension: Buffer;
  readonly seconds: number;
  readonly nanos: number;
  readonly creator: Buffer;
  readonly nonce: Buffer;
}

const orInvalid = <T>(code: number, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidTransaction) throw error;
    throw new InvalidTransaction(code, (error as Error).message);
  }
};

const timestamp = (message: Buffer): { seconds: number; nanos: number } => {
  let seconds = 0;
  let nanos = 0;
  eachField(message, (number, _bytes, integer) => {
    if (number === 1) seconds = integer;
    else if (number === 2) nanos = integer;
  });
  return { seconds, nanos };
};

/** Envelope, payload and common header. @throws InvalidTransaction NIL_ENVELOPE, BAD_PAYLOAD, BAD_COMMON_HEADER. */
export const readHeader = (envelope: Buffer): EnvelopeHeader => {
  if (envelope.length === 0) throw new InvalidTransaction(CODE.nilEnvelope, 'nil envelope');
  const parts = orInvalid(CODE.badPayload, () => bytesFields(envelope));
  const payload = parts.get(1) ?? EMPTY;
  const payloadParts = orInvalid(CODE.badPayload, () => bytesFields(payload));
  return orInvalid(CODE.badCommonHeader, () => {
    const header = bytesFields(payloadParts.get(1) ?? EMPTY);
    const channelHeader = header.get(1) ?? EMPTY;
    const signatureHeader = header.get(2) ?? EMPTY;
    let type = 0;
    let epoch = 0;
    eachField(channelHeader, (number, _bytes, integer) => {
      if (number === 1) type = integer;
      else if (number === 6) epoch = integer;
    });
    const channel = bytesFields(channelHeader);
    const signer = bytesFields(signatureHeader);
    return {
      payload,
      signature: parts.get(2) ?? EMPTY,
      data: payloadParts.get(2) ?? EMPTY,
      channelHeader,
      signatureHeader,
      type,
      epoch,
      channelId: (channel.get(4) ?? EMPTY).toString('utf8'),
      txId: (channel.get(5) ?? EMPTY).toString('utf8'),
      extension: channel.get(7) ?? EMPTY,
      ...timestamp(channel.get(3) ?? EMPTY),
      creator: signer.get(1) ?? EMPTY,
      nonce: signer.get(2) ?? EMPTY,
    };
  });
};

/** validateCommonHeader: type, epoch, nonce and creator. */
export const checkCommonHeader = (header: EnvelopeHeader): void => {
  const known: readonly number[] = [TYPE.endorser, TYPE.config, TYPE.configUpdate];
  if (!known.includes(header.type)) throw new InvalidTransaction(CODE.badCommonHeader, 'invalid header type');
  if (header.epoch !== 0) throw new InvalidTransaction(CODE.badCommonHeader, 'invalid epoch in channel header');
  if (header.nonce.length === 0 || header.creator.length === 0)
    throw new InvalidTransaction(CODE.badCommonHeader, 'nonce or creator missing');
};

export interface EndorserTransaction {
  readonly chaincode: string;
  /** protos.ChaincodeAction.chaincode_id */
  readonly actionChaincode: string;
  readonly actionVersion: string;
  readonly eventChaincode: string | undefined;
  /** rwset.TxReadWriteSet */
  readonly results: Buffer;
  readonly responsePayload: Buffer;
  readonly endorsements: readonly { readonly endorser: Buffer; readonly signature: Buffer }[];
}

/** validateEndorserTransaction (one action, its header, the proposal hash) and the action inside. */
export const readEndorserTransaction = (header: EnvelopeHeader): EndorserTransaction => {
  const { endorsed, responsePayload } = orInvalid(CODE.invalidEndorserTransaction, () => {
    const actions = repeatedField(header.data, 1);
    if (actions.length !== 1)
      throw new InvalidTransaction(CODE.invalidEndorserTransaction, 'only one action per transaction is supported');
    const action = bytesFields(actions[0] as Buffer);
    const actionHeader = bytesFields(action.get(1) ?? EMPTY);
    if ((actionHeader.get(1) ?? EMPTY).length === 0 || (actionHeader.get(2) ?? EMPTY).length === 0)
      throw new InvalidTransaction(CODE.invalidEndorserTransaction, 'the action has no signature header');
    const chaincodeAction = bytesFields(action.get(2) ?? EMPTY);
    const proposalPayload = chaincodeAction.get(1) ?? EMPTY;
    const endorsedAction = chaincodeAction.get(2) ?? EMPTY;
    const response = bytesField(endorsedAction, 1);
    const expected = createHash('sha256')
      .update(header.channelHeader)
      .update(header.signatureHeader)
      .update(proposalPayload)
      .digest();
    if (!expected.equals(bytesField(response, 1)))
      throw new InvalidTransaction(CODE.invalidEndorserTransaction, 'proposal hash does not match');
    return { endorsed: endorsedAction, responsePayload: response };
  });
  const chaincode = orInvalid(CODE.badHeaderExtension, () =>
    bytesField(bytesField(header.extension, 2), 2).toString('utf8'),
  );
  return orInvalid(CODE.badResponsePayload, () => {
    const action = bytesFields(bytesField(responsePayload, 2));
    const id = bytesFields(action.get(4) ?? EMPTY);
    const event = action.get(2) ?? EMPTY;
    return {
      chaincode,
      actionChaincode: (id.get(2) ?? EMPTY).toString('utf8'),
      actionVersion: (id.get(3) ?? EMPTY).toString('utf8'),
      eventChaincode: event.length === 0 ? undefined : bytesField(event, 1).toString('utf8'),
      results: action.get(1) ?? EMPTY,
      responsePayload,
      endorsements: repeatedField(endorsed, 2).map((endorsement) => {
        const fields = bytesFields(endorsement);
        return { endorser: fields.get(1) ?? EMPTY, signature: fields.get(2) ?? EMPTY };
      }),
    };
  });
};
