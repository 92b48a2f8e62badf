/** A client that knows nothing but the folder that `export-profile` wrote. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import type { Gateway, Signer } from '@hyperledger/fabric-gateway';

interface Profile {
  readonly organizations: Record<string, { mspid: string; peers: string[]; certificateAuthorities: string[] }>;
  readonly peers: Record<string, { url: string; tlsCACerts: { pem: string }; grpcOptions: grpc.ChannelOptions }>;
  readonly certificateAuthorities: Record<string, { url: string; caName: string; tlsCACerts: { pem: string[] } }>;
}

export const readProfile = (folder: string): Profile =>
  JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8')) as Profile;

export interface ProfileClient {
  readonly gateway: Gateway;
  readonly sign: Signer;
  /** Resolves when the peer is there, after it was not. */
  connected(): Promise<void>;
  close(): void;
}

export interface Person {
  readonly certificate: string;
  readonly key: string;
}

export const administrator = (folder: string, mspId: string): Person => {
  const file = (name: string): string => readFileSync(join(folder, 'organisations', mspId, 'admin', name), 'utf8');
  return { certificate: file('cert.pem'), key: file('key.pem') };
};

/** A gateway connection to the first peer of `peerOf`; `offline`: the gateway object gets no key; `mspId`: of whom the person is, default `peerOf`. */
export const connectByProfile = (
  folder: string,
  peerOf: string,
  {
    offline = false,
    person = administrator(folder, peerOf),
    mspId = peerOf,
  }: { offline?: boolean; person?: Person; mspId?: string } = {},
): ProfileClient => {
  const profile = readProfile(folder);
  const { url, tlsCACerts, grpcOptions } = profile.peers[profile.organizations[peerOf]!.peers[0]!]!;
  const tls = grpc.credentials.createSsl(Buffer.from(tlsCACerts.pem));
  const client = new grpc.Client(new URL(url).host, tls, {
    'grpc.ssl_target_name_override': String(grpcOptions['ssl-target-name-override']),
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 500,
  });
  const sign = signers.newPrivateKeySigner(createPrivateKey(person.key));
  const gateway = connect({
    client,
    identity: { mspId, credentials: Buffer.from(person.certificate) },
    ...(!offline && { signer: sign }),
    hash: hash.sha256,
  });
  return {
    gateway,
    sign,
    connected: () =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + 20_000, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => {
      gateway.close();
      client.close();
    },
  };
};
