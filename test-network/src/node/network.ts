import { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startCa } from '../ca/ca.ts';
import { createRuntime } from '../chaincode/runtime.ts';
import type { ChaincodeRuntime } from '../chaincode/runtime.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import type { OrganisationMaterial } from '../crypto/material.ts';
import { addDeliverService } from '../deliver/deliver-service.ts';
import { createEndorser } from '../endorser/endorser.ts';
import type { Endorser } from '../endorser/endorser.ts';
import { addEndorserService } from '../endorser/endorser-service.ts';
import { openTransientStore } from '../endorser/transient-store.ts';
import { createCommitNotifier } from '../gateway/commit-notifier.ts';
import { addGatewayService } from '../gateway/gateway-service.ts';
import { onTheirWay } from '../gateway/on-their-way.ts';
import { addBroadcastService } from '../orderer/broadcast-service.ts';
import { configTransaction } from '../orderer/config-transaction.ts';
import { createOrderer } from '../orderer/orderer.ts';
import { endorsementLayouts } from '../policy/layouts.ts';
import type { ChannelConfig } from '../types.ts';
import { followFaults } from './faults.ts';
import { cryptoDir, openNetworkLedger } from './network-ledger.ts';
import type { Network, NetworkOptions } from './network-types.ts';
import { nodeStates } from './node-states.ts';
import { listen } from './peer-server.ts';
import type { Listener } from './peer-server.ts';
import { connectionProfile, writeProfile } from './profile.ts';

const HOST = '127.0.0.1';

/** Almost every transaction needs the same policies: their layouts are computed once per configuration. */
const rememberLayouts = (): typeof endorsementLayouts => {
  const known = new WeakMap<ChannelConfig, Map<string, string[][]>>();
  return (policies, config) => {
    const ofConfig = known.get(config) ?? new Map<string, string[][]>();
    known.set(config, ofConfig);
    const hex = (list: readonly Buffer[]): string => [...new Set(list.map((it) => it.toString('hex')))].sort().join();
    const key = `${hex(policies.application)}/${hex(policies.keys)}`;
    const layouts = ofConfig.get(key) ?? endorsementLayouts(policies, config);
    // owners' key policies are few; a map that grew large is started again
    if (ofConfig.size > 1000) ofConfig.clear();
    ofConfig.set(key, layouts);
    return layouts;
  };
};

/** By node. */
const tlsEnds = (organisations: readonly OrganisationMaterial[]): Map<string, Date> =>
  new Map(
    organisations.flatMap(({ mspId, peer, orderer }) =>
      Object.entries({ peer, orderer }).flatMap(([kind, node]) =>
        node ? [[`${kind}.${mspId}`, new Date(new X509Certificate(node.tls.certPem).validTo)] as const] : [],
      ),
    ),
  );

/** Starts the embedded network; see `Network`. */
export const startNetwork = async (options: NetworkOptions): Promise<Network> => {
  const { dataDir, topology } = options;
  const portOf = (port: number): number => (options.ports === 'random' ? 0 : port + (options.portOffset ?? 0));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const material = await loadOrCreateMaterial(cryptoDir(dataDir), topology);
  const ledger = await openNetworkLedger(dataDir, topology, material);
  const organisations = [...material.organisations.values()];
  const withPeers = organisations.flatMap(({ mspId, peer }) => (peer ? [{ mspId, peer }] : []));
  const transients = openTransientStore(join(dataDir, 'transient.sqlite'));
  const notifier = createCommitNotifier(ledger);
  const expected = onTheirWay();

  const consenters = ledger.config().consenters;
  const signers = consenters.map(({ id, mspId }) => {
    const identity = material.organisations.get(mspId)?.orderer?.identity;
    if (!identity) throw new Error(`no key for consenter ${id} of ${mspId}`);
    return { id, mspId, identity };
  });
  const states = nodeStates(tlsEnds(organisations));
  const orderer = createOrderer({
    ledger,
    signers: () => states.quorum(signers),
    transients,
    configTransaction: (update) => configTransaction(ledger, update, signers[0]!.identity),
    pendingElsewhere: () => expected.count(),
  });

  const layouts = rememberLayouts();
  const { chaincodeAddress } = options;
  const runtimeOf = (mspId: string): ChaincodeRuntime =>
    createRuntime({
      addressOf: (name) => {
        const chaincode = topology.chaincodes.find((candidate) => candidate.name === name);
        const own = typeof chaincodeAddress === 'function' ? chaincodeAddress(mspId) : chaincodeAddress;
        return chaincode && (own ?? chaincode.address);
      },
    });
  const runtimes = new Map(withPeers.map(({ mspId }) => [mspId, runtimeOf(mspId)]));
  const endorsers = new Map<string, Endorser>();
  const listeners = new Map<string, Listener>();
  const peers = new Map<string, number>();
  const ordererPorts = new Map<string, number>();
  for (const { mspId, peer } of withPeers) {
    const delivered = states.deliveredAt(mspId, ledger);
    const prompt = createEndorser({
      identity: peer.identity,
      address: () => `localhost:${peers.get(mspId)}`,
      ledger: delivered,
      runtime: runtimes.get(mspId)!,
      transients,
      hasPeer: (other) => withPeers.some((it) => it.mspId === other),
    });
    const endorser = states.slowed(prompt);
    endorsers.set(mspId, endorser);
    const orderers = (): { address: string; mspId: string }[] =>
      [...ordererPorts].map(([of, port]) => ({ address: `localhost:${port}`, mspId: of }));
    const own = states.ordererAt(mspId, orderer);
    const context = {
      ...{ host: endorser, ledger, orderer: own, orderers, notifier, onTheirWay: expected, layouts },
      get endorsers() {
        return states.reachable(mspId, endorsers);
      },
    };
    const listener = await listen(peer.tls, portOf(peer.port), HOST, (server) => {
      addGatewayService(server, context);
      addEndorserService(server, endorser);
      addDeliverService(server, delivered, mspId, () => states.beforeBlock(mspId));
      addBroadcastService(server, own);
    });
    listeners.set(`peer.${mspId}`, listener);
    peers.set(mspId, listener.port);
  }
  for (const { mspId, orderer: own } of organisations) {
    if (!own) continue;
    const listener = await listen(own.tls, portOf(own.port), HOST, (server) => {
      addBroadcastService(server, states.ordererAt(mspId, orderer));
    });
    listeners.set(`orderer.${mspId}`, listener);
    ordererPorts.set(mspId, listener.port);
  }
  const ca = await startCa(material, {
    port: portOf(topology.caPort),
    dataFile: join(dataDir, 'ca.sqlite'),
    host: HOST,
  });
  const caTls = organisations.find(({ peer }) => peer)?.tlsCaCertPem ?? '';
  const profile = connectionProfile(material, {
    channel: topology.channel,
    peers,
    orderers: ordererPorts,
    ca: { port: ca.port, tlsCertPem: caTls },
  });
  writeProfile(dataDir, profile, material);

  const unfollowFaults = followFaults(dataDir, async (faults) => {
    const unknown = faults.down.find((node) => !listeners.has(node));
    if (unknown !== undefined) throw new Error(`no node ${unknown}`);
    states.set(faults);
    for (const [node, listener] of listeners) await listener.setUp(!faults.down.includes(node));
    orderer.wake();
  });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    unfollowFaults();
    for (const listener of listeners.values()) listener.close();
    for (const runtime of runtimes.values()) runtime.close();
    orderer.close();
    notifier.close();
    await ca.close();
    transients.close();
    ledger.close();
  };
  return {
    peers,
    ordererPorts,
    caPort: ca.port,
    material,
    ledger,
    profile,
    broadcast: (envelope) => Promise.resolve(orderer.broadcast(envelope)),
    close: () => (closing ??= close()),
  };
};
