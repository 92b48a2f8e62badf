import { ordererOrganisations, peerOrganisations } from './node-organisations.ts';
import type { Topology, TopologyOrganisation } from './topology.ts';

/** crypto-config.yaml: what Fabric's cryptogen makes keys from, for who wants its tree instead of ours. */
export const renderCryptogen = (topology: Topology): object => {
  const organisation = ({ mspId, domain }: TopologyOrganisation, hosts: readonly string[]): object => ({
    Name: mspId,
    Domain: domain,
    EnableNodeOUs: true,
    Specs: hosts.map((Hostname) => ({ Hostname, SANS: ['localhost', '127.0.0.1'] })),
    Users: { Count: 0 },
  });
  const withPeer = new Set(peerOrganisations(topology).map(({ mspId }) => mspId));
  const orderers = ordererOrganisations(topology);
  // cryptogen makes one authority for each list that names an organisation: one with both nodes stands in one list only
  const ordering = new Set(orderers.map(({ mspId }) => mspId));
  return {
    OrdererOrgs: orderers.filter(({ mspId }) => !withPeer.has(mspId)).map((each) => organisation(each, ['orderer'])),
    PeerOrgs: topology.organisations
      .filter(({ mspId }) => withPeer.has(mspId) || !ordering.has(mspId))
      .map((each) =>
        organisation(each, [
          ...(withPeer.has(each.mspId) ? ['peer', 'chaincode'] : []),
          ...(ordering.has(each.mspId) ? ['orderer'] : []),
        ]),
      ),
  };
};
