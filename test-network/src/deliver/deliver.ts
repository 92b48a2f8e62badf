/** Block streams (Fabric: common/deliver/deliver.go, core/peer/deliverevents.go). */
import { common, orderer } from '@hyperledger/fabric-protos';
import { TIME_WINDOW_MS } from '../endorser/checks.ts';
import { asBuffer } from '../node/wire.ts';
import type { Ledger } from '../types.ts';

/** A refusal, answered as a status message in the stream. */
export class DeliverRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`deliver status ${status}`);
    this.status = status;
  }
}

export interface DeliverSession {
  readonly start: number;
  readonly stop: number;
  readonly failIfNotReady: boolean;
  readonly creator: Buffer;
  /** Checked again before every block: the certificate may expire and the configuration may move. */
  recheck(now: Date): void;
}

const position = (seek: orderer.SeekPosition, ledger: Ledger): number => {
  if (seek.hasNewest()) return Math.max(0, ledger.height() - 1);
  if (seek.hasOldest()) return 0;
  if (seek.hasNextCommit()) return ledger.height();
  const specified = seek.getSpecified();
  if (!specified) throw new DeliverRefused(common.Status.BAD_REQUEST);
  return specified.getNumber();
};

/** Checks a DELIVER_SEEK_INFO envelope and opens the session it asks for. */
export const openDeliverSession = (bytes: Buffer, ledger: Ledger, now: Date): DeliverSession => {
  const { BAD_REQUEST, FORBIDDEN, NOT_FOUND } = common.Status;
  const envelope = common.Envelope.deserializeBinary(bytes);
  const data = asBuffer(envelope.getPayload_asU8());
  const payload = common.Payload.deserializeBinary(data);
  const header = payload.getHeader();
  if (!header) throw new DeliverRefused(BAD_REQUEST);
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const timestamp = channelHeader.getTimestamp()?.toDate();
  if (!timestamp || Math.abs(timestamp.getTime() - now.getTime()) > TIME_WINDOW_MS)
    throw new DeliverRefused(BAD_REQUEST);
  if (channelHeader.getChannelId() !== ledger.config().channelId) throw new DeliverRefused(NOT_FOUND);
  const creator = asBuffer(
    common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()).getCreator_asU8(),
  );
  const signed = [{ data, identity: creator, signature: asBuffer(envelope.getSignature_asU8()) }];

  let checkedSequence: number | undefined;
  let notAfter = new Date(0);
  const recheck = (time: Date): void => {
    const config = ledger.config();
    if (config.sequence !== checkedSequence) {
      if (!config.satisfies('/Channel/Application/Readers', signed)) throw new DeliverRefused(FORBIDDEN);
      notAfter = config.identity(creator).notAfter;
      checkedSequence = config.sequence;
    }
    if (notAfter < time) throw new DeliverRefused(FORBIDDEN);
  };
  recheck(now);

  const seek = orderer.SeekInfo.deserializeBinary(payload.getData_asU8());
  const [from, to] = [seek.getStart(), seek.getStop()];
  if (!from || !to) throw new DeliverRefused(BAD_REQUEST);
  const [start, stop] = [position(from, ledger), position(to, ledger)];
  if (start > stop) throw new DeliverRefused(BAD_REQUEST);
  const failIfNotReady = seek.getBehavior() === orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY;
  return { start, stop, failIfNotReady, creator, recheck };
};
