import { join } from 'node:path';
import type { OrdererOrganisation } from './node-organisations.ts';
import { nodeFolder } from './node-folders.ts';

export interface OrdererOptions {
  readonly listenHost: string;
  readonly data: string;
  /** Certificates of the authorities whose nodes this orderer talks to. */
  readonly tlsCas: readonly string[];
}

/** orderer.yaml of an organisation's consenter; what is not said has a default in Fabric's code. */
export const renderOrderer = (organisation: OrdererOrganisation, options: OrdererOptions): object => {
  const { mspId, ordererPort, ordererAdminPort } = organisation;
  const { listenHost, data, tlsCas } = options;
  const folder = nodeFolder(data, mspId, 'orderer');
  const tls = { Enabled: true, PrivateKey: folder.tls.key, Certificate: folder.tls.certificate };
  return {
    General: {
      ListenAddress: listenHost,
      ListenPort: ordererPort,
      TLS: { ...tls, RootCAs: [...tlsCas], ClientAuthRequired: false },
      Keepalive: { ServerMinInterval: '1s', ServerInterval: '7200s', ServerTimeout: '20s' },
      // Consenters call each other at the same port, with their TLS certificates.
      Cluster: {
        ClientCertificate: folder.tls.certificate,
        ClientPrivateKey: folder.tls.key,
        RootCAs: [...tlsCas],
      },
      BootstrapMethod: 'none',
      LocalMSPDir: folder.msp,
      LocalMSPID: mspId,
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      MaxRecvMsgSize: 100 * 1024 * 1024,
      MaxSendMsgSize: 100 * 1024 * 1024,
    },
    FileLedger: { Location: join(folder.data, 'ledger') },
    Consensus: { WALDir: join(folder.data, 'wal') },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: 1024 * 1024 },
    // Who may join and remove channels proves it with a TLS certificate of the same organisation.
    Admin: {
      ListenAddress: `${listenHost}:${ordererAdminPort}`,
      TLS: { ...tls, RootCAs: [folder.tls.ca], ClientAuthRequired: true, ClientRootCAs: [folder.tls.ca] },
    },
    Operations: { ListenAddress: `${listenHost}:0` },
    Metrics: { Provider: 'disabled' },
  };
};
