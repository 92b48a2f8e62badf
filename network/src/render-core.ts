import type { PeerOrganisation } from './node-organisations.ts';
import { nodeFolder } from './node-folders.ts';
import { join } from 'node:path';

export interface CoreOptions {
  readonly host: string;
  /** Address that the peer listens at. */
  readonly listenHost: string;
  /** Folder of network data (see `nodeFolder`). */
  readonly data: string;
  /** Folder with bin/detect, bin/build and bin/release for chaincode that runs as a server. */
  readonly builder: string;
}

/** core.yaml of an organisation's peer: what differs from the defaults in Fabric's code, and what has none. */
export const renderCore = ({ mspId, peerPort }: PeerOrganisation, options: CoreOptions): object => {
  const { host, listenHost, data, builder } = options;
  const folder = nodeFolder(data, mspId, 'peer');
  const address = `${host}:${peerPort}`;
  return {
    peer: {
      id: `peer.${mspId}`,
      networkId: 'daunguon',
      localMspId: mspId,
      mspConfigPath: folder.msp,
      listenAddress: `${listenHost}:${peerPort}`,
      address,
      // Chaincode runs as a server that the peer calls; nothing connects here.
      chaincodeListenAddress: `${listenHost}:0`,
      fileSystemPath: folder.data,
      tls: {
        enabled: true,
        clientAuthRequired: false,
        cert: { file: folder.tls.certificate },
        key: { file: folder.tls.key },
        rootcert: { file: folder.tls.ca },
      },
      // Clients ping every two seconds to find dead connections (docs/adr/0022); Fabric's default would cut them off.
      keepalive: { interval: '7200s', timeout: '20s', minInterval: '1s' },
      gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '2m' },
      gossip: {
        bootstrap: address,
        endpoint: address,
        externalEndpoint: address,
        useLeaderElection: false,
        orgLeader: true,
        state: { enabled: false },
        // Who has which chaincode is known a second after it is committed, not after four.
        publishStateInfoInterval: '1s',
        requestStateInfoInterval: '1s',
        reconnectInterval: '2s',
        aliveTimeInterval: '2s',
        aliveExpirationTimeout: '10s',
        pvtData: {
          pullRetryThreshold: '60s',
          transientstoreMaxBlockRetention: 20000,
          pushAckTimeout: '3s',
          btlPullMargin: 10,
          reconcileBatchSize: 10,
          reconcileSleepInterval: '1m',
          reconciliationEnabled: true,
          implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
        },
      },
      deliveryclient: { blockGossipEnabled: false, reconnectTotalTimeThreshold: '3600s', policy: 'cluster' },
      authentication: { timewindow: '15m' },
      client: { connTimeout: '3s' },
      discovery: { enabled: true, authCacheEnabled: true, authCacheMaxSize: 1000, authCachePurgeRetentionRatio: 0.75 },
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      handlers: {
        authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
        decorators: [{ name: 'DefaultDecorator' }],
        endorsers: { escc: { name: 'DefaultEndorsement' } },
        validators: { vscc: { name: 'DefaultValidation' } },
      },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
      maxRecvMsgSize: 100 * 1024 * 1024,
      maxSendMsgSize: 100 * 1024 * 1024,
    },
    // An empty endpoint: without Docker a peer that names one never becomes healthy.
    vm: { endpoint: '' },
    chaincode: {
      externalBuilders: [{ name: 'daunguon_ccaas', path: builder, propagateEnvironment: ['PATH'] }],
      installTimeout: '300s',
      startuptimeout: '30s',
      executetimeout: '30s',
      mode: 'net',
      keepalive: 0,
      system: { _lifecycle: 'enable', cscc: 'enable', qscc: 'enable' },
      runtimeParams: {
        useWriteBatch: true,
        maxSizeWriteBatch: 1000,
        useGetMultipleKeys: true,
        maxSizeGetMultipleKeys: 1000,
      },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100000 },
      history: { enableHistoryDatabase: true },
      pvtdataStore: {
        collElgProcMaxDbBatchSize: 5000,
        collElgProcDbBatchesInterval: 1000,
        deprioritizedDataReconcilerInterval: '60m',
        purgeInterval: 100,
        purgedKeyAuditLogging: true,
      },
      snapshots: { rootDir: join(folder.data, 'snapshots') },
    },
    operations: { listenAddress: `${listenHost}:0` },
    metrics: { provider: 'disabled' },
  };
};
