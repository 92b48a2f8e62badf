/** The channel as resources of bevel-operator-fabric: its configuration, and the peers that follow it. */
import { hostByDomain } from '../node-hosts.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import { majorityOfPeers } from '../render-configtx.ts';
import type { Topology, TopologyOrganisation } from '../topology.ts';
import { adminName, caName, ordererName, peerName } from './render-nodes.ts';
import { fabricResource, identitySecret, namespace, shortName } from './resource.ts';
import type { Resource } from './resource.ts';

/** What the cluster says of an orderer once it runs (FabricOrdererNode, status). */
export interface OrdererStatus {
  readonly tlsCert: string;
  readonly signCert: string;
}

const implicit = (rule: string): object => ({ type: 'ImplicitMeta', rule, modPolicy: 'Admins' });
const signature = (rule: string): object => ({ type: 'Signature', rule, modPolicy: 'Admins' });
const policies = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

/** Why the operator will not make this channel, in words; undefined where nothing is known against it. */
export const operatorRefusal = (topology: Topology): string | undefined =>
  topology.consensus !== 'etcdraft' && ordererOrganisations(topology).length < 5
    ? 'bevel-operator-fabric (as of 2026-03, controllers/mainchannel) takes BFT channels of five consenters and more only; name a fifth orderer in the topology, or "consensus": "etcdraft"'
    : undefined;

const ordering = (topology: Topology, status: (mspId: string) => OrdererStatus): object => {
  const { batch } = topology;
  const bft = topology.consensus !== 'etcdraft';
  return {
    ordererType: bft ? 'BFT' : 'etcdraft',
    ...{ capabilities: ['V2_0'], state: 'STATE_NORMAL', batchTimeout: `${batch.timeoutMs}ms` },
    batchSize: {
      maxMessageCount: batch.maxMessageCount,
      absoluteMaxBytes: batch.absoluteMaxBytes,
      preferredMaxBytes: batch.preferredMaxBytes,
    },
    policies: { ...policies, BlockValidation: implicit('ANY Writers') },
    ...(bft
      ? {
          consenterMapping: ordererOrganisations(topology).map((own, index) => {
            const { tlsCert, signCert } = status(own.mspId);
            return {
              ...{ id: index + 1, msp_id: own.mspId, host: hostByDomain(own, 'orderer'), port: 443 },
              ...{ identity: signCert, client_tls_cert: tlsCert, server_tls_cert: tlsCert },
            };
          }),
          // 1: off, as Fabric asks of this version; the other values are the defaults of Fabric's own configtxgen
          smartBFT: {
            ...{ request_batch_max_count: batch.maxMessageCount, request_batch_max_bytes: batch.absoluteMaxBytes },
            ...{ request_batch_max_interval: '50ms', incoming_message_buffer_size: 200, request_pool_size: 400 },
            ...{ request_forward_timeout: '2s', request_complain_timeout: '20s', request_auto_remove_timeout: '3m0s' },
            ...{ view_change_resend_interval: '5s', view_change_timeout: '20s', leader_heartbeat_timeout: '1m0s' },
            ...{ leader_heartbeat_count: 10, collect_timeout: '1s', sync_on_start: false, speed_up_view_change: false },
            ...{ leader_rotation: 1, decisions_per_leader: 0, request_max_bytes: 0 },
          },
        }
      : {
          etcdRaft: {
            options: { tickInterval: '500ms', electionTick: 10, heartbeatTick: 1, maxInflightBlocks: 5, snapshotIntervalSize: 16_777_216 }, // prettier-ignore
          },
        }),
  };
};

const mspIds = (list: readonly TopologyOrganisation[]): object[] => list.map(({ mspId }) => ({ mspID: mspId }));

export const renderChannel = (topology: Topology, status: (mspId: string) => OrdererStatus): Resource[] => {
  const [orderers, peers] = [ordererOrganisations(topology), peerOrganisations(topology)];
  const endorsement = signature(majorityOfPeers(topology));
  const main = fabricResource('FabricMainChannel', topology.channel, {
    name: topology.channel,
    ...{ adminPeerOrganizations: mspIds(topology.organisations), adminOrdererOrganizations: mspIds(orderers) },
    channelConfig: {
      capabilities: [topology.consensus === 'etcdraft' ? 'V2_0' : 'V3_0'],
      policies,
      application: {
        capabilities: ['V2_5'],
        policies: { ...policies, Endorsement: endorsement, LifecycleEndorsement: endorsement },
      },
      orderer: ordering(topology, status),
    },
    peerOrganizations: topology.organisations.map((each) => ({
      ...{ mspID: each.mspId, caName: caName(each), caNamespace: namespace },
    })),
    ordererOrganizations: orderers.map((each) => ({
      ...{ mspID: each.mspId, caName: caName(each), caNamespace: namespace },
      ordererEndpoints: [`${hostByDomain(each, 'orderer')}:443`],
      ...{ orderersToJoin: [{ name: ordererName(each), namespace }], externalOrderersToJoin: [] },
    })),
    orderers: orderers.map((each) => ({
      ...{ host: hostByDomain(each, 'orderer'), port: 443, tlsCert: status(each.mspId).tlsCert },
    })),
    ...{ externalPeerOrganizations: [], externalOrdererOrganizations: [] },
    identities: Object.fromEntries(
      topology.organisations.flatMap((each) => [
        [each.mspId, identitySecret(adminName(each, 'sign'))],
        [`${each.mspId}-tls`, identitySecret(adminName(each, 'tls'))],
        [`${each.mspId}-sign`, identitySecret(adminName(each, 'sign'))],
      ]),
    ),
  });
  const followers = peers.map((own) =>
    fabricResource('FabricFollowerChannel', `${topology.channel}-${shortName(own)}`, {
      ...{ name: topology.channel, mspId: own.mspId, hlfIdentity: identitySecret(adminName(own, 'sign')) },
      anchorPeers: [{ host: hostByDomain(own, 'peer'), port: 443 }],
      ...{ peersToJoin: [{ name: peerName(own), namespace }], externalPeersToJoin: [] },
      orderers: orderers.map((each) => ({
        url: `grpcs://${hostByDomain(each, 'orderer')}:443`,
        certificate: status(each.mspId).tlsCert,
      })),
    }),
  );
  return [main, ...followers];
};
