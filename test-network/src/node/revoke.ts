/** `revoke`: makes a certificate authority's revocation list (gencrl) part of the running channel's configuration. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { revocationUpdate } from '../config/revocation-update.ts';
import { signingIdentity } from '../crypto/signing-identity.ts';
import { isIssuedBy, revokedSerials } from '../msp/revocation.ts';
import { changeChannel } from './change-channel.ts';
import type { ConnectionProfile } from './network-types.ts';

export interface RevokeOptions {
  /** Folder of the network's data, with its profile and the administrators' keys. */
  readonly data: string;
  readonly mspId: string;
  /** A file with one or more lists: PEM, or the base64 of PEM that fabric-ca-client's generateCRL answers. */
  readonly crlFile: string;
}

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
  const admin = { mspId, certPem: text('admin', 'cert.pem'), keyPem: text('admin', 'key.pem') };
  const [peer] = Object.values(profile.peers);
  if (!peer) throw new Error('the profile names no peer');
  const signer = signingIdentity(mspId, admin.certPem, createPrivateKey(admin.keyPem));
  const sequence = await changeChannel({
    ...{ profile, peer, reader: admin },
    update: (current) => revocationUpdate(current, mspId, lists, signer),
  });
  return { certificates: revokedSerials(lists, ca).size, sequence };
};
