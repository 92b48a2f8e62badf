/** What real Fabric said, small enough to be kept: see README.md. Byte strings are hexadecimal, which compresses best here. */
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** A proposal and what a peer of real Fabric answered. */
export interface RecordedEndorsement {
  /** Blocks that every peer had committed when it was endorsed. */
  readonly height: number;
  /** Organisation of the peer that endorsed first. */
  readonly mspId: string;
  /** protos.SignedProposal, with its transient data. */
  readonly proposal: string;
  /** protos.ProposalResponsePayload: read-write set, event, response; empty where the peer itself refused. */
  readonly payload: string;
  /** protos.Response.message */
  readonly message: string;
}

/** A protos.ChaincodeMessage as it went over the stream. */
export interface RecordedMessage {
  readonly from: 'peer' | 'chaincode';
  readonly bytes: string;
}

/** What AgriMSP's peer and one chaincode said to each other about one transaction, in order. */
export interface RecordedStream {
  readonly chaincode: string;
  /** Empty: what they said before the first transaction. */
  readonly txId: string;
  readonly messages: readonly RecordedMessage[];
}

export interface Recording {
  /** common.Block as a peer delivers it, from the first one on, with its flags and its commit hash. */
  readonly blocks: readonly string[];
  readonly endorsed: readonly RecordedEndorsement[];
  readonly streams: readonly RecordedStream[];
}

export const readRecording = (file: string): Recording =>
  JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as Recording;

export const writeRecording = (file: string, recording: Recording): void => {
  // certificates and whole proposals come again and again, far apart
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  writeFileSync(file, brotliCompressSync(JSON.stringify(recording), { params }));
};
