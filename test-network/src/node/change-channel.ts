/** Brings a change of the running channel's configuration from an update to being in force. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createPrivateKey } from 'node:crypto';
import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { configEnvelopeOf } from '../config/config-block.ts';
import type { KeyAndCert } from '../crypto/certificates.ts';
import { broadcast, clientOf } from './broadcast.ts';
import type { ConnectionProfile, ProfileNode } from './network-types.ts';

/** How long ordering and commit of the update may take: BFT orderers replace a leader that fell silent after some 25 seconds, each next one too. */
const TIMEOUT_MS = 180_000;

export interface ChannelChangeOptions {
  readonly profile: ConnectionProfile;
  /** Who asks for the configuration in force: an administrator. */
  readonly reader: KeyAndCert & { readonly mspId: string };
  /** Peer that is asked. */
  readonly peer: ProfileNode;
  /** CONFIG_UPDATE envelope for the newest configuration block. */
  update(currentBlock: Buffer): Buffer;
}

/** An orderer that is down is passed over. @throws Error with the orderers' answer where they refuse it or none takes it */
const order = async (orderers: readonly ProfileNode[], envelope: Buffer): Promise<void> => {
  let refusal = 'the profile names no orderer';
  for (const orderer of orderers) {
    const answer = await broadcast(orderer, envelope).catch((error: Error) => error);
    if (answer instanceof Error) {
      refusal = answer.message;
      continue;
    }
    if (answer.getStatus() === common.Status.SUCCESS) return;
    refusal = `${answer.getStatus()} ${answer.getInfo()}`;
    if (answer.getStatus() !== common.Status.SERVICE_UNAVAILABLE) break;
  }
  throw new Error(`the update was refused: ${refusal}`);
};

/** Resolves once the peer has the changed configuration. @returns its sequence @throws Error */
export const changeChannel = async ({ profile, reader, peer, update }: ChannelChangeOptions): Promise<number> => {
  const [channel = ''] = Object.keys(profile.channels);
  const client = clientOf(peer);
  const gateway = connect({
    client,
    identity: { mspId: reader.mspId, credentials: Buffer.from(reader.certPem) },
    signer: signers.newPrivateKeySigner(createPrivateKey(reader.keyPem)),
    hash: hash.sha256,
  });
  try {
    const cscc = gateway.getNetwork(channel).getContract('cscc');
    const current = async (): Promise<Buffer> => Buffer.from(await cscc.evaluateTransaction('GetConfigBlock', channel));
    const before = await current();
    await order(Object.values(profile.orderers), update(before));
    for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await sleep(20)) {
      const now = await current();
      if (!now.equals(before)) return configEnvelopeOf(now).config.getSequence();
    }
    throw new Error('the update was ordered, but is not committed yet');
  } finally {
    gateway.close();
    client.close();
  }
};
