/** A network of its own for a test: random ports, a throw-away folder, the test chaincode in a process beside it. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { connect, GatewayError, hash } from '@hyperledger/fabric-gateway';
import type { Gateway, Network as Channel } from '@hyperledger/fabric-gateway';
import { nativeSigner } from '../../../gateway-api/src/ledger/native-signer.ts';
import { freePort, startBasicChaincode } from '../../scenarios/fixtures/basic-chaincode/start-basic-chaincode.ts';
import type { KeyAndCert } from '../crypto/certificates.ts';
import { loadTopology } from '../topology/topology.ts';
import type { Topology, TopologyChaincode } from '../topology/topology.ts';
import type { BatchConfig } from '../types.ts';
import { startNetwork } from './network.ts';
import type { Network } from './network-types.ts';
import { messageLimits } from './rpc.ts';

export interface TestNetwork {
  /** Another object after `restart`. */
  readonly network: Network;
  readonly dataDir: string;
  readonly chaincode: ChildProcess;
  /** A gRPC client of an organisation's peer. */
  client(peerOf: string): grpc.Client;
  /** A client of `peerOf`'s gateway who signs as the administrator of `signAs` and says to be of `claims`. */
  connect(peerOf: string, signAs?: string, claims?: string): Channel;
  /** A client with any key and certificate. */
  connectAs(peerOf: string, mspId: string, person: KeyAndCert): Channel;
  startChaincode(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The topology's one chaincode, with changes. */
export const baseChaincode = (changes: Partial<TopologyChaincode> = {}): TopologyChaincode => ({
  ...loadTopology(join(import.meta.dirname, '../../../network/topology.json')).chaincodes[0]!,
  ...changes,
});

export interface TestNetworkOptions {
  readonly chaincodes?: readonly TopologyChaincode[];
  /** Organisations whose peers find no chaincode server. */
  readonly withoutServer?: readonly string[];
  readonly batch?: BatchConfig;
  /** Those of the topology's organisations that take part; default: all. */
  readonly organisations?: readonly string[];
  /** Makes keys and certificates in the network's data before it starts. */
  readonly prepare?: (dataDir: string, topology: Topology) => Promise<void>;
  /** Starts the chaincode server; default: the test chaincode. */
  readonly serve?: (address: string) => Promise<ChildProcess>;
}

export const startTestNetwork = async ({
  chaincodes = [baseChaincode()],
  withoutServer = [],
  batch,
  organisations,
  prepare,
  serve = startBasicChaincode,
}: TestNetworkOptions = {}): Promise<TestNetwork> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-network-'));
  const base = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const address = `127.0.0.1:${await freePort()}`;
  const nobody = `127.0.0.1:${await freePort()}`;
  const options = {
    dataDir,
    topology: {
      ...{ ...base, chaincodes, batch: batch ?? base.batch },
      organisations: base.organisations.filter(({ mspId }) => organisations?.includes(mspId) ?? true),
    },
    ports: 'random',
    chaincodeAddress: (mspId: string): string => (withoutServer.includes(mspId) ? nobody : address),
  } as const;
  await prepare?.(dataDir, options.topology);
  let chaincode = await serve(address);
  let network = await startNetwork(options);
  const open: { gateway?: Gateway; client: grpc.Client }[] = [];
  const client = (peerOf: string): grpc.Client => {
    const tls = grpc.credentials.createSsl(Buffer.from(network.material.organisations.get(peerOf)!.tlsCaCertPem));
    const made = new grpc.Client(`localhost:${network.peers.get(peerOf)}`, tls, messageLimits);
    open.push({ client: made });
    return made;
  };
  const connectAs = (peerOf: string, mspId: string, person: KeyAndCert): Channel => {
    const gateway = connect({
      client: client(peerOf),
      identity: { mspId, credentials: Buffer.from(person.certPem) },
      // The client's own signer, in JavaScript, takes a seventh of a busy test's time; scenarios/fabric-client signs by it.
      signer: nativeSigner(person.keyPem),
      hash: hash.none,
    });
    open.at(-1)!.gateway = gateway;
    return gateway.getNetwork('province');
  };
  return {
    get network() {
      return network;
    },
    get chaincode() {
      return chaincode;
    },
    dataDir,
    client,
    connectAs,
    connect: (peerOf, signAs = peerOf, claims = signAs) => {
      const { adminCertPem, adminKeyPem } = network.material.organisations.get(signAs)!;
      return connectAs(peerOf, claims, { certPem: adminCertPem, keyPem: adminKeyPem });
    },
    startChaincode: async () => {
      chaincode = await serve(address);
    },
    restart: async () => {
      await network.close();
      network = await startNetwork(options);
    },
    stop: async () => {
      for (const { gateway, client: used } of open) {
        gateway?.close();
        used.close();
      }
      await network.close();
      chaincode.kill();
      rmSync(dataDir, { recursive: true });
    },
  };
};

export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** The gateway's error of a call that must fail. */
export const refusal = async (work: Promise<unknown>): Promise<GatewayError> => {
  const reason = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (reason instanceof GatewayError) return reason;
  throw new Error(`expected a GatewayError, got ${reason instanceof Error ? reason.stack : String(reason)}`);
};
