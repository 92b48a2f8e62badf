/** `revoke`: makes a certificate authority's revocation list (gencrl) part of the running channel's configuration. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { configEnvelopeOf } from '../config/config-block.ts';
import { revocationUpdate } from '../config/revocation-update.ts';
import { signingIdentity } from '../crypto/signing-identity.ts';
import { isIssuedBy, revokedSerials } from '../msp/revocation.ts';
import { broadcast, clientOf } from './broadcast.ts';
import type { ConnectionProfile } from './network-types.ts';

export interface RevokeOptions {
  /** Folder of the network's data, with its profile and the administrators' keys. */
  readonly data: string;
  readonly mspId: string;
  /** A file with one or more lists: PEM, or the base64 of PEM that fabric-ca-client's generateCRL answers. */
  readonly crlFile: string;
}

/** How long ordering and commit of the update may take. */
const TIMEOUT_MS = 10_000;
const PEM = /-----BEGIN X509 CRL-----[^-]+-----END X509 CRL-----\n?/g;

/** The lists of a file. @throws Error when there is none, or one that the organisation's authority did not issue. */
const readLists = ({ crlFile, mspId }: RevokeOptions, ca: X509Certificate): string[] => {
  const content = readFileSync(crlFile, 'utf8');
  const pem = content.includes('-----BEGIN') ? content : Buffer.from(content, 'base64').toString();
  const lists = pem.match(PEM) ?? [];
  if (lists.length === 0) throw new Error(`${crlFile} holds no X.509 revocation list`);
  if (!lists.every((list) => isIssuedBy(list, ca)))
    throw new Error(`${crlFile}: not issued by the certificate authority of ${mspId}`);
  return lists;
};

/** Resolves once the lists are in force. @throws Error */
export const revoke = async (
  profile: ConnectionProfile,
  options: RevokeOptions,
): Promise<{ readonly certificates: number; readonly sequence: number }> => {
  const { mspId } = options;
  const folder = join(options.data, 'organisations', mspId);
  if (!profile.organizations[mspId] || !existsSync(folder)) throw new Error(`unknown organisation ${mspId}`);
  const text = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
  const ca = new X509Certificate(text('msp-ca.pem'));
  const lists = readLists(options, ca);
  const [certificate, key] = [text('admin', 'cert.pem'), createPrivateKey(text('admin', 'key.pem'))];
  const [channel = ''] = Object.keys(profile.channels);
  const [peer] = Object.values(profile.peers);
  const [consenter] = Object.values(profile.orderers);
  if (!peer || !consenter) throw new Error('the profile names no peer or no orderer');

  const client = clientOf(peer);
  const gateway = connect({
    client,
    identity: { mspId, credentials: Buffer.from(certificate) },
    signer: signers.newPrivateKeySigner(key),
    hash: hash.sha256,
  });
  try {
    const cscc = gateway.getNetwork(channel).getContract('cscc');
    const current = async (): Promise<Buffer> => Buffer.from(await cscc.evaluateTransaction('GetConfigBlock', channel));
    const before = await current();
    const update = revocationUpdate(before, mspId, lists, signingIdentity(mspId, certificate, key));
    const answer = await broadcast(consenter, update);
    if (answer.getStatus() !== common.Status.SUCCESS)
      throw new Error(`the update was refused: ${answer.getStatus()} ${answer.getInfo()}`);
    for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await sleep(20)) {
      const now = await current();
      if (!now.equals(before))
        return {
          certificates: revokedSerials(lists, ca).size,
          sequence: configEnvelopeOf(now).config.getSequence(),
        };
    }
    throw new Error('the update was ordered, but is not committed yet');
  } finally {
    gateway.close();
    client.close();
  }
};
