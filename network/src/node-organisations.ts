import type { Topology, TopologyOrganisation } from './topology.ts';

/** An organisation that runs a peer and its own chaincode server. */
export type PeerOrganisation = TopologyOrganisation & { readonly peerPort: number; readonly chaincodePort: number };
/** An organisation that runs a consenter. */
export type OrdererOrganisation = TopologyOrganisation & {
  readonly ordererPort: number;
  readonly ordererAdminPort: number;
};

/** @throws Error where a peer lacks the port of its chaincode server. */
export const peerOrganisations = ({ organisations }: Topology): PeerOrganisation[] =>
  organisations
    .filter(({ peerPort }) => peerPort !== undefined)
    .map((organisation) => {
      if (organisation.chaincodePort === undefined) throw new Error(`topology: chaincodePort of ${organisation.mspId}`);
      return organisation as PeerOrganisation;
    });

/** @throws Error where an orderer lacks the port of its admin endpoint. */
export const ordererOrganisations = ({ organisations }: Topology): OrdererOrganisation[] =>
  organisations
    .filter(({ ordererPort }) => ordererPort !== undefined)
    .map((organisation) => {
      if (organisation.ordererAdminPort === undefined)
        throw new Error(`topology: ordererAdminPort of ${organisation.mspId}`);
      return organisation as OrdererOrganisation;
    });
