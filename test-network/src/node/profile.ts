import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkMaterial, OrganisationMaterial } from '../crypto/material.ts';
import type { ConnectionProfile, ProfileNode } from './network-types.ts';

export interface ProfileCa {
  readonly port: number;
  readonly tlsCertPem: string;
  /** Default: this machine. */
  readonly host?: string;
}

export interface ProfilePorts {
  readonly channel: string;
  readonly peers: ReadonlyMap<string, number>;
  readonly orderers: ReadonlyMap<string, number>;
  /** Where the certificate authorities answer: all at one place, or each at its own. */
  readonly ca: ProfileCa | ((organisation: OrganisationMaterial) => ProfileCa);
  /** Host name of a node; default: this machine. */
  readonly host?: (kind: 'peer' | 'orderer', organisation: OrganisationMaterial) => string;
}

/**
 * A client finds out within six seconds that its connection is dead (docs/adr/0022). Fabric's own peers cut off who pings more than once
 * a minute (core.yaml: peer.keepalive.minInterval); these do not, so the profile, which is written per network, may say so.
 */
const keepalive = { 'grpc.keepalive_time_ms': 2000, 'grpc.keepalive_timeout_ms': 4000 };

const node = (host: string, port: number, pem: string): ProfileNode => ({
  url: `grpcs://${host}:${port}`,
  tlsCACerts: { pem },
  grpcOptions: {
    'ssl-target-name-override': host,
    'grpc.max_receive_message_length': 100 * 1024 * 1024,
    ...keepalive,
  },
});

/** Name of an organisation's node in the profile. */
const nodeName = (kind: 'peer' | 'orderer', mspId: string): string => `${kind}.${mspId}`;

/** Standard Fabric connection profile (hyperledger-fabric docs, "Connection profile"). */
export const connectionProfile = (material: NetworkMaterial, ports: ProfilePorts): ConnectionProfile => {
  const { host = () => 'localhost' } = ports;
  const nodes = (kind: 'peer' | 'orderer', map: ReadonlyMap<string, number>): Record<string, ProfileNode> =>
    Object.fromEntries(
      [...map].flatMap(([mspId, port]) => {
        const organisation = material.organisations.get(mspId);
        if (organisation === undefined) return [];
        return [[nodeName(kind, mspId), node(host(kind, organisation), port, organisation.tlsCaCertPem)]];
      }),
    );
  const mspIds = [...material.organisations.keys()];
  const caName = (mspId: string): string => `ca-${mspId}`;
  return {
    name: 'daunguon',
    version: '1.0.0',
    organizations: Object.fromEntries(
      mspIds.map((mspId) => [
        mspId,
        {
          mspid: mspId,
          peers: ports.peers.has(mspId) ? [nodeName('peer', mspId)] : [],
          certificateAuthorities: [caName(mspId)],
        },
      ]),
    ),
    orderers: nodes('orderer', ports.orderers),
    peers: nodes('peer', ports.peers),
    certificateAuthorities: Object.fromEntries(
      [...material.organisations].map(([mspId, organisation]) => {
        const { ca } = ports;
        const { host: caHost = 'localhost', port, tlsCertPem } = typeof ca === 'function' ? ca(organisation) : ca;
        return [
          caName(mspId),
          { url: `https://${caHost}:${port}`, caName: caName(mspId), tlsCACerts: { pem: [tlsCertPem] } },
        ];
      }),
    ),
    channels: {
      [ports.channel]: {
        peers: Object.fromEntries(
          [...ports.peers.keys()].map((mspId) => [
            nodeName('peer', mspId),
            { endorsingPeer: true, chaincodeQuery: true, ledgerQuery: true, eventSource: true },
          ]),
        ),
        orderers: [...ports.orderers.keys()].map((mspId) => nodeName('orderer', mspId)),
      },
    },
  };
};

/** Writes a file so that a reader sees the old or the new one, never half of it. */
const write = (path: string, content: string, mode = 0o644): void => {
  writeFileSync(`${path}.new`, content, { mode });
  renameSync(`${path}.new`, path);
};

/** `profile.json` and, per organisation, the certificates and secrets its own programs need. */
export const writeProfile = (directory: string, profile: ConnectionProfile, material: NetworkMaterial): void => {
  for (const organisation of material.organisations.values()) {
    const folder = join(directory, 'organisations', organisation.mspId);
    mkdirSync(join(folder, 'admin'), { recursive: true });
    write(join(folder, 'msp-ca.pem'), organisation.caCertPem);
    write(join(folder, 'tls-ca.pem'), organisation.tlsCaCertPem);
    write(join(folder, 'registrar.json'), `${JSON.stringify(organisation.registrar, null, 2)}\n`, 0o600);
    write(join(folder, 'admin', 'cert.pem'), organisation.adminCertPem);
    write(join(folder, 'admin', 'key.pem'), organisation.adminKeyPem, 0o600);
  }
  write(join(directory, 'profile.json'), `${JSON.stringify(profile, null, 2)}\n`);
};
