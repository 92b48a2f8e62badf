import { join } from 'node:path';

/** Where a node finds its own keys, settings and data. Keys are laid out as Fabric's cryptogen does. */
export interface NodeFolder {
  /** FABRIC_CFG_PATH: the rendered core.yaml or orderer.yaml. */
  readonly root: string;
  readonly msp: string;
  readonly tls: { readonly certificate: string; readonly key: string; readonly ca: string };
  /** Ledger, state, installed chaincode. */
  readonly data: string;
}

export type NodeKind = 'peer' | 'orderer' | 'admin' | 'chaincode' | 'ca';

/** Folder of one organisation below `nodes/` of a network's data. */
const organisationFolder = (data: string, mspId: string): string => join(data, 'nodes', mspId);

/** Folder of an organisation's MSP: certificates of its authorities and the roles they give. */
export const organisationMsp = (data: string, mspId: string): string => join(organisationFolder(data, mspId), 'msp');

export const nodeFolder = (data: string, mspId: string, kind: NodeKind): NodeFolder => {
  const root = join(organisationFolder(data, mspId), kind);
  return {
    root,
    msp: join(root, 'msp'),
    tls: {
      certificate: join(root, 'tls', 'server.crt'),
      key: join(root, 'tls', 'server.key'),
      ca: join(root, 'tls', 'ca.crt'),
    },
    data: join(root, 'data'),
  };
};

/** Certificate of the authority of an organisation's orderer, where every orderer may read it, and nothing else of another organisation. */
export const ordererCaFile = (data: string, mspId: string): string => join(data, 'tls-cas', `${mspId}.crt`);
