import { createPrivateKey } from 'node:crypto';
import { createRuntime } from '../../src/chaincode/runtime.ts';
import { createCa, issueNode } from '../../src/crypto/certificates.ts';
import { signingIdentity } from '../../src/crypto/signing-identity.ts';
import { createEndorser } from '../../src/endorser/endorser.ts';
import type { UncheckedEndorser } from '../../src/endorser/endorser.ts';
import { unpackProposal } from '../../src/endorser/proposal.ts';
import { openTransientStore } from '../../src/endorser/transient-store.ts';
import { openFollowedLedger, revalidate } from '../../src/fabric/revalidate.ts';
import { lifecycleProposals } from './lifecycle-proposals.ts';
import type { Recording } from './recording.ts';
import { playStreams } from './stream-player.ts';
import type { Difference, StreamPlayer } from './stream-player.ts';

const chaincodesOf = ({ streams }: Recording): string[] => [...new Set(streams.map(({ chaincode }) => chaincode))];

/** What the embedded network made of a recording. */
export interface Replay {
  /** By block: protos.TxValidationCode of every transaction. */
  readonly codes: readonly (readonly number[])[];
  /** Proposals that were endorsed again. */
  readonly endorsed: number;
  /** Endorsements of lifecycle proposals, and those whose payload is another: the transaction, and what came instead. */
  readonly lifecycle: number;
  readonly otherLifecycle: readonly {
    readonly txId: string;
    readonly mspId: string;
    readonly payload: string;
    readonly message: string;
  }[];
  /** Blocks whose flags or commit hash differ, in words. */
  readonly faults: readonly string[];
  /** Endorsements whose payload bytes or message differ: index into `endorsed`, and what came instead. */
  readonly otherPayloads: readonly { readonly index: number; readonly payload: string; readonly message: string }[];
  /** Messages of the peer to its chaincodes that were compared, and those that differ. */
  readonly messages: number;
  readonly otherMessages: readonly Difference[];
}

/**
 * Endorses every recorded proposal on the embedded network at the height at which real Fabric did, with chaincodes that say what the
 * recorded ones said, and commits every recorded block.
 */
export const replay = async (recording: Recording): Promise<Replay> => {
  const { blocks, endorsed, streams } = recording;
  const ledger = openFollowedLedger(':memory:', Buffer.from(blocks[0]!, 'hex'));
  const transients = openTransientStore(':memory:');
  const players = new Map<string, StreamPlayer>();
  for (const name of chaincodesOf(recording)) players.set(name, await playStreams(name, streams));
  const runtime = createRuntime({ addressOf: (name) => players.get(name)?.address });
  const ca = await createCa('CN=replay');
  const own = await issueNode({ certPem: ca.certPem, key: createPrivateKey(ca.keyPem) }, 'peer', 'peer');
  let now = new Date();
  const endorserOf = (mspId: string): UncheckedEndorser =>
    createEndorser({
      // its signature is not compared: two of the same bytes differ
      identity: signingIdentity(mspId, own.certPem, createPrivateKey(own.keyPem)),
      address: () => 'localhost:0',
      ledger,
      runtime,
      transients,
      hasPeer: () => true,
      now: () => now,
    });
  const codes: (readonly number[])[] = [[0]];
  const faults: string[] = [];
  let [again, lifecycle] = [0, 0];
  const otherLifecycle: Replay['otherLifecycle'][number][] = [];
  const otherPayloads: { index: number; payload: string; message: string }[] = [];
  try {
    for (const block of blocks.slice(1)) {
      const height = ledger.height();
      const txIds: string[] = [];
      for (const [index, recorded] of endorsed.entries()) {
        const proposal = unpackProposal(Buffer.from(recorded.proposal, 'hex'));
        txIds.push(proposal.txId);
        if (recorded.height !== height) continue;
        again += 1;
        now = proposal.timestamp ?? now;
        const { payload, response } = await endorserOf(recorded.mspId).process(proposal);
        const found = payload?.toString('hex') ?? '';
        if (found !== recorded.payload || response.message !== recorded.message)
          otherPayloads.push({ index, payload: found, message: response.message });
      }
      for (const { proposal, mspIds, payload } of lifecycleProposals(Buffer.from(block, 'hex'))) {
        txIds.push(proposal.txId);
        for (const mspId of mspIds) {
          lifecycle += 1;
          const own = await endorserOf(mspId).simulate(proposal);
          if (!own.payload?.equals(payload))
            otherLifecycle.push({
              txId: proposal.txId,
              mspId,
              payload: own.payload?.toString('hex') ?? '',
              message: own.response.message,
            });
        }
      }
      const found = revalidate(ledger, Buffer.from(block, 'hex'), transients.collect(txIds));
      codes.push(found.codes);
      faults.push(...found.faults);
    }
    const played = [...players.values()];
    return {
      ...{ endorsed: again, codes, faults, otherPayloads, lifecycle, otherLifecycle },
      messages: played.reduce((sum, player) => sum + player.compared(), 0),
      otherMessages: played.flatMap((player) => player.differences()),
    };
  } finally {
    runtime.close();
    for (const player of players.values()) player.close();
    transients.close();
    ledger.close();
  }
};
