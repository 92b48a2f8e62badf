import { join } from 'node:path';
import { ordererOrganisations, peerOrganisations } from './node-organisations.ts';
import { nodeFolder, organisationMsp } from './node-folders.ts';
import { sameHost } from './node-hosts.ts';
import type { HostOf } from './node-hosts.ts';
import type { Topology, TopologyOrganisation } from './topology.ts';

const implicit = (rule: string): object => ({ Type: 'ImplicitMeta', Rule: rule });
const signature = (rule: string): object => ({ Type: 'Signature', Rule: rule });
const anyOf = (mspId: string, ...roles: readonly string[]): object =>
  signature(`OR(${roles.map((role) => `'${mspId}.${role}'`).join(', ')})`);

const channelPolicies = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

/** Signature policy of a majority of the organisations that have a peer: MAJORITY would count those without. */
export const majorityOfPeers = (topology: Topology): string => {
  const peers = peerOrganisations(topology).map(({ mspId }) => `'${mspId}.peer'`);
  return `OutOf(${Math.floor(peers.length / 2) + 1}, ${peers.join(', ')})`;
};

/** Raft names consenters by their TLS certificates, BFT by an id and an enrolment certificate as well. */
const consensus = (topology: Topology, data: string, host: HostOf): object => {
  const consenters = ordererOrganisations(topology).map((organisation, index) => {
    const { mspId, ordererPort } = organisation;
    const { msp, tls } = nodeFolder(data, mspId, 'orderer');
    return {
      member: { ID: index + 1, MSPID: mspId, Identity: join(msp, 'signcerts', 'cert.pem') },
      place: { Host: host(organisation, 'orderer'), Port: ordererPort },
      certificates: { ClientTLSCert: tls.certificate, ServerTLSCert: tls.certificate },
    };
  });
  return topology.consensus === 'etcdraft'
    ? {
        OrdererType: 'etcdraft',
        EtcdRaft: { Consenters: consenters.map(({ place, certificates }) => ({ ...place, ...certificates })) },
      }
    : {
        OrdererType: 'BFT',
        ConsenterMapping: consenters.map(({ member, place, certificates }) => ({
          ...member,
          ...place,
          ...certificates,
        })),
      };
};

/** configtx.yaml: the channel's first configuration, as configtxgen reads it. Folders are those of `nodeFolder`. */
export const renderConfigtx = (
  topology: Topology,
  data: string,
  host: HostOf = sameHost(topology.genesisHost),
): object => {
  const { batch } = topology;
  const orderers = ordererOrganisations(topology);
  const ofMsp = ({ mspId }: TopologyOrganisation): object => ({
    Name: mspId,
    ID: mspId,
    MSPDir: organisationMsp(data, mspId),
  });
  const endorsement = signature(majorityOfPeers(topology));
  return {
    Profiles: {
      [topology.channel]: {
        Policies: channelPolicies,
        // Raft is what Fabric 2.5, the long-term release, orders by: it knows no later capability.
        Capabilities: topology.consensus === 'etcdraft' ? { V2_0: true } : { V3_0: true },
        Orderer: {
          ...consensus(topology, data, host),
          BatchTimeout: `${batch.timeoutMs}ms`,
          BatchSize: {
            MaxMessageCount: batch.maxMessageCount,
            AbsoluteMaxBytes: batch.absoluteMaxBytes,
            PreferredMaxBytes: batch.preferredMaxBytes,
          },
          // BlockValidation has to be there; for BFT configtxgen puts a quorum of the consenters in its place.
          Policies: { ...channelPolicies, BlockValidation: implicit('ANY Writers') },
          Capabilities: { V2_0: true },
          Organizations: orderers.map((organisation) => ({
            ...ofMsp(organisation),
            OrdererEndpoints: [`${host(organisation, 'orderer')}:${organisation.ordererPort}`],
            Policies: {
              Readers: anyOf(organisation.mspId, 'member'),
              Writers: anyOf(organisation.mspId, 'member'),
              Admins: anyOf(organisation.mspId, 'admin'),
            },
          })),
        },
        Application: {
          Policies: { ...channelPolicies, Endorsement: endorsement, LifecycleEndorsement: endorsement },
          Capabilities: { V2_5: true },
          Organizations: topology.organisations.map((organisation) => ({
            ...ofMsp(organisation),
            Policies: {
              Readers: anyOf(organisation.mspId, 'admin', 'peer', 'client'),
              Writers: anyOf(organisation.mspId, 'admin', 'client'),
              Admins: anyOf(organisation.mspId, 'admin'),
              Endorsement: anyOf(organisation.mspId, 'peer'),
            },
            ...(organisation.peerPort === undefined
              ? {}
              : { AnchorPeers: [{ Host: host(organisation, 'peer'), Port: organisation.peerPort }] }),
          })),
        },
      },
    },
  };
};
