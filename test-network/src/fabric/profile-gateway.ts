import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import type { Gateway } from '@hyperledger/fabric-gateway';
import type { ConnectionProfile } from '../node/network-types.ts';
import { messageLimits } from '../node/rpc.ts';

export interface ProfileGateway {
  readonly gateway: Gateway;
  close(): void;
}

/** Connection profile in a network's data folder. @throws Error where there is none */
export const readConnectionProfile = (data: string): ConnectionProfile =>
  JSON.parse(readFileSync(join(data, 'profile.json'), 'utf8')) as ConnectionProfile;

/** An organisation's administrator at that organisation's own peer. @throws Error when the profile names no peer of it */
export const administratorGateway = (data: string, mspId: string): ProfileGateway => {
  const profile = readConnectionProfile(data);
  const node = profile.peers[profile.organizations[mspId]?.peers[0] ?? ''];
  if (node === undefined) throw new Error(`the connection profile names no peer of ${mspId}`);
  const file = (name: string): Buffer => readFileSync(join(data, 'organisations', mspId, 'admin', name));
  const tls = grpc.credentials.createSsl(Buffer.from(node.tlsCACerts.pem));
  const client = new grpc.Client(new URL(node.url).host, tls, messageLimits);
  const gateway = connect({
    client,
    identity: { mspId, credentials: file('cert.pem') },
    signer: signers.newPrivateKeySigner(createPrivateKey(file('key.pem'))),
    hash: hash.sha256,
  });
  return {
    gateway,
    close: () => {
      gateway.close();
      client.close();
    },
  };
};
