import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { connect, hash, type Gateway } from '@hyperledger/fabric-gateway';
import type { LedgerIdentity } from '../vault/vault.ts';
import { nativeSigner } from './native-signer.ts';

interface Profile {
  readonly peers: Record<
    string,
    { url: string; tlsCACerts: { pem: string }; grpcOptions: Record<string, string | number> }
  >;
  readonly organizations: Record<string, { mspid: string; peers: string[] }>;
}
/**
 * A connection whose peer was killed while it wrote may never close: Node's TLS wrap counts the failed write as still running and reads
 * no more (nodejs/node#50884, #61304), and every later call would wait for its deadline on it. Pings find that out. These are the
 * intervals of Fabric's own clients, the shortest that Fabric's peers allow; the connection profile shortens them where it may.
 */
const keepalive = { 'grpc.keepalive_time_ms': 60_000, 'grpc.keepalive_timeout_ms': 20_000 };

type Credentials = Pick<LedgerIdentity, 'mspId' | 'certificatePem' | 'keyPem'>;

/** One gRPC client per peer organisation of the connection profile. */
export function openPeers(networkDir: string, ownMspId: string, commitWaitMs = 10_000) {
  const profile = JSON.parse(readFileSync(join(networkDir, 'profile.json'), 'utf8')) as Profile;
  const clients = new Map<string, grpc.Client>();
  for (const { mspid, peers } of Object.values(profile.organizations)) {
    const peer = profile.peers[peers[0] ?? ''];
    if (peer === undefined) continue;
    const { 'ssl-target-name-override': name, ...options } = peer.grpcOptions;
    clients.set(
      mspid,
      new grpc.Client(new URL(peer.url).host, grpc.credentials.createSsl(Buffer.from(peer.tlsCACerts.pem)), {
        ...keepalive,
        ...options,
        ...(name === undefined ? {} : { 'grpc.ssl_target_name_override': String(name) }),
        'grpc.max_receive_message_length': 100 * 1024 * 1024,
        // Some blocks come in while the index writes those before: HTTP/2's 64 kB would hold each of them up for a dozen round trips.
        'grpc-node.flow_control_window': 8 * 1024 * 1024,
        // A peer that returns is used again within a second; the default would wait up to two minutes.
        'grpc.initial_reconnect_backoff_ms': 100,
        'grpc.max_reconnect_backoff_ms': 1000,
      }),
    );
  }
  const gateways = new Map<string, Gateway>();
  const peerOf = (mspId: string): string => (clients.has(mspId) ? mspId : ownMspId);
  const clientOf = (mspId: string): grpc.Client => {
    const client = clients.get(peerOf(mspId));
    if (client === undefined) throw new Error(`no peer of ${ownMspId}`);
    return client;
  };
  return {
    /** The organisation whose peer serves this one: itself, this operator where it has no peer. */
    peerOf,
    /** The connection to that peer. */
    client: clientOf,
    /** Those that have a peer. */
    organisations: [...clients.keys()].sort(),
    /** Rejects when the organisation's peer takes no connection within so many milliseconds. */
    reachable: (mspId: string, milliseconds: number): Promise<void> =>
      new Promise((resolve, reject) => {
        clientOf(mspId).waitForReady(Date.now() + milliseconds, (error) => (error ? reject(error) : resolve()));
      }),
    /** Who signs, and at which organisation's peer: by default the person's own. */
    gateway({ mspId, certificatePem, keyPem }: Credentials, at = mspId): Gateway {
      const name = `${at} ${certificatePem}`;
      const known = gateways.get(name);
      if (known !== undefined) return known;
      const gateway = connect({
        client: clientOf(at),
        identity: { mspId, credentials: Buffer.from(certificatePem) },
        signer: nativeSigner(keyPem),
        // The signer takes whole messages.
        hash: hash.none,
        endorseOptions: () => ({ deadline: Date.now() + 15_000 }),
        submitOptions: () => ({ deadline: Date.now() + 10_000 }),
        // An outcome that is not known by then is answered 202; the request id settles it later.
        commitStatusOptions: () => ({ deadline: Date.now() + commitWaitMs }),
      });
      gateways.set(name, gateway);
      return gateway;
    },
    close(): void {
      for (const gateway of gateways.values()) gateway.close();
      for (const client of clients.values()) client.close();
    },
  };
}
export type Peers = ReturnType<typeof openPeers>;

/** The operator's own administrator identity, with which it follows the blocks. */
export function operatorIdentity(networkDir: string, mspId: string): Credentials {
  const folder = join(networkDir, 'organisations', mspId, 'admin');
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { mspId, certificatePem: read('cert.pem'), keyPem: read('key.pem') };
}
