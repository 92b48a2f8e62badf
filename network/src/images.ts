import type { Topology } from './topology.ts';

/** Container images of the network, each at one exact version. */
export interface Images {
  readonly peer: string;
  readonly orderer: string;
  readonly ca: string;
  readonly chaincode: string;
}

export const caVersion = '1.5.21';

/** Fabric 3.1.5, unless the topology names another version (2.5 for a network that stays on the long-term release). */
export const fabricVersion = ({ fabricVersion: named }: Topology): string => named ?? '3.1.5';

export const images = (topology: Topology): Images => ({
  peer: `hyperledger/fabric-peer:${fabricVersion(topology)}`,
  orderer: `hyperledger/fabric-orderer:${fabricVersion(topology)}`,
  ca: `hyperledger/fabric-ca:${caVersion}`,
  chaincode: 'daunguon-chaincode',
});
