import type { TopologyOrganisation } from './topology.ts';

/** A node of an organisation that others reach by a host name. */
export type HostedKind = 'peer' | 'orderer' | 'chaincode' | 'ca';

/** Host name under which the other nodes reach one of an organisation's. */
export type HostOf = (organisation: TopologyOrganisation, kind: HostedKind) => string;

/** Every node on one machine: they differ by their ports. */
export const sameHost =
  (host: string): HostOf =>
  () =>
    host;

/** Every node under a name of its organisation, wherever it runs: peer.agri.example.vn. */
export const hostByDomain: HostOf = ({ domain }, kind) => `${kind}.${domain}`;
