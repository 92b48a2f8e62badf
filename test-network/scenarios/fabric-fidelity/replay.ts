import { createPrivateKey } from 'node:crypto';
import { createRuntime } from '../../src/chaincode/runtime.ts';
import { createCa, issueNode } from '../../src/crypto/certificates.ts';
import { signingIdentity } from '../../src/crypto/signing-identity.ts';
import { createEndorser } from '../../src/endorser/endorser.ts';
import type { Endorser } from '../../src/endorser/endorser.ts';
import { unpackProposal } from '../../src/endorser/proposal.ts';
import { openTransientStore } from '../../src/endorser/transient-store.ts';
import { openFollowedLedger, revalidate } from '../../src/fabric/revalidate.ts';
import type { Recording } from './recording.ts';

/** What the embedded network made of a recording. */
export interface Replay {
  /** By block: protos.TxValidationCode of every transaction. */
  readonly codes: readonly (readonly number[])[];
  /** Proposals that were endorsed again. */
  readonly endorsed: number;
  /** Blocks whose flags or commit hash differ, in words. */
  readonly faults: readonly string[];
  /** Endorsements whose payload bytes differ: index into `endorsed`, and what came instead. */
  readonly otherPayloads: readonly { readonly index: number; readonly payload: string; readonly message: string }[];
}

/**
 * Endorses every recorded proposal on the embedded network at the height at which real Fabric did, by the test chaincode at `chaincode`
 * (host:port), and commits every recorded block.
 */
export const replay = async ({ blocks, endorsed }: Recording, chaincode: string): Promise<Replay> => {
  const ledger = openFollowedLedger(':memory:', Buffer.from(blocks[0]!, 'base64'));
  const transients = openTransientStore(':memory:');
  const runtime = createRuntime({ addressOf: () => chaincode });
  const ca = await createCa('CN=replay');
  const own = await issueNode({ certPem: ca.certPem, key: createPrivateKey(ca.keyPem) }, 'peer', 'peer');
  let now = new Date();
  const endorserOf = (mspId: string): Endorser =>
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
  let again = 0;
  const otherPayloads: { index: number; payload: string; message: string }[] = [];
  try {
    for (const block of blocks.slice(1)) {
      const height = ledger.height();
      const txIds: string[] = [];
      for (const [index, recorded] of endorsed.entries()) {
        const proposal = unpackProposal(Buffer.from(recorded.proposal, 'base64'));
        txIds.push(proposal.txId);
        if (recorded.height !== height) continue;
        again += 1;
        now = proposal.timestamp ?? now;
        const { payload, response } = await endorserOf(recorded.mspId).process(proposal);
        const found = payload?.toString('base64') ?? '';
        if (found !== recorded.payload) otherPayloads.push({ index, payload: found, message: response.message });
      }
      const found = revalidate(ledger, Buffer.from(block, 'base64'), transients.collect(txIds));
      codes.push(found.codes);
      faults.push(...found.faults);
    }
    return { endorsed: again, codes, faults, otherPayloads };
  } finally {
    runtime.close();
    transients.close();
    ledger.close();
  }
};
