/** What real Fabric said, small enough to be kept: see README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

/** A proposal and what a peer of real Fabric answered. Byte strings are base64. */
export interface RecordedEndorsement {
  /** Blocks that every peer had committed when it was endorsed. */
  readonly height: number;
  /** Organisation of the peer that endorsed first. */
  readonly mspId: string;
  /** protos.SignedProposal, with its transient data. */
  readonly proposal: string;
  /** protos.ProposalResponsePayload: read-write set, event, response. */
  readonly payload: string;
}

export interface Recording {
  /** common.Block as a peer delivers it, from the first one on, with its flags and its commit hash. */
  readonly blocks: readonly string[];
  readonly endorsed: readonly RecordedEndorsement[];
}

export const readRecording = (file: string): Recording =>
  JSON.parse(gunzipSync(readFileSync(file)).toString()) as Recording;

export const writeRecording = (file: string, recording: Recording): void =>
  writeFileSync(file, gzipSync(JSON.stringify(recording), { level: 9 }));
