/**
 * A connection to a peer that died without a word: its socket stays open, nothing that is sent is ever answered.
 *
 * @embedded the client is ours, and the peer is any
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { startNetwork } from '../../src/node/network.ts';
import type { ConnectionProfile, Network } from '../../src/node/network-types.ts';
import { loadTopology } from '../../src/topology/topology.ts';
import { ledgerHeight } from '../../../gateway-api/src/ledger/ledger-probe.ts';
import { openPeers, operatorIdentity, type Peers } from '../../../gateway-api/src/ledger/peers.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-peers-'));
const open: { readonly sockets: readonly [Socket, Socket] }[] = [];
let network: Network;
let door: Server;
let peers: Peers;

/** Stands before a peer; what goes through can be swallowed from some moment on, as by a machine whose power went. */
const startDoor = async (port: number): Promise<Server> => {
  const server = createServer((client) => {
    const peer = connect(port, '127.0.0.1');
    open.push({ sockets: [client, peer] });
    for (const socket of [client, peer]) socket.on('error', () => undefined);
    client.pipe(peer).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};
const swallow = (): void => {
  for (const { sockets } of open.splice(0)) for (const socket of sockets) socket.unpipe().resume();
};

beforeAll(async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  network = await startNetwork({ dataDir, topology, ports: 'random' });
  door = await startDoor(network.peers.get('TechMSP')!);
  const profileFile = join(dataDir, 'profile.json');
  const profile = JSON.parse(readFileSync(profileFile, 'utf8')) as ConnectionProfile;
  const { grpcOptions, ...peer } = profile.peers['peer.TechMSP']!;
  expect(grpcOptions).toMatchObject({ 'grpc.keepalive_time_ms': 2000, 'grpc.keepalive_timeout_ms': 4000 });
  const quick = { ...grpcOptions, 'grpc.keepalive_time_ms': 200, 'grpc.keepalive_timeout_ms': 300 };
  const url = `grpcs://localhost:${(door.address() as AddressInfo).port}`;
  const peersBehindDoor = { ...profile.peers, 'peer.TechMSP': { ...peer, url, grpcOptions: quick } };
  writeFileSync(profileFile, JSON.stringify({ ...profile, peers: peersBehindDoor }));
  peers = openPeers(dataDir, 'TechMSP');
});
afterAll(async () => {
  peers?.close();
  swallow();
  door?.close();
  await network?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('is found by its missing pings: who waits on it is told before the deadline, the next call goes over a new one', async () => {
  const height = ledgerHeight(peers.gateway(operatorIdentity(dataDir, 'TechMSP')).getNetwork('province'), 'province');
  expect(await height()).toBe(1);
  swallow();
  await expect(height()).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
  expect(await height()).toBe(1);
});
