import { readFileSync } from 'node:fs';
import { chaincodePackage } from '../chaincode-package.ts';
import { nodeFolder } from '../node-folders.ts';
import type { TopologyChaincode } from '../topology.ts';
import type { PackageOf } from './deploy-chaincode.ts';
import type { OperatedNetwork } from './operated-network.ts';

/** The chaincode that every organisation serves; undefined where the topology names none. @throws Error where it names several */
export const servedChaincode = ({ topology }: Pick<OperatedNetwork, 'topology'>): TopologyChaincode | undefined => {
  const [chaincode, ...others] = topology.chaincodes;
  if (others.length > 0) throw new Error('topology: one chaincode can be served on real Fabric, more are named');
  return chaincode;
};

/** Each organisation's own package: it says where that organisation's chaincode server listens. */
export const packagesOf =
  (
    { data, nodes }: Pick<OperatedNetwork, 'data' | 'nodes'>,
    { name, version }: Pick<TopologyChaincode, 'name' | 'version'>,
  ): PackageOf =>
  (organisation) =>
    chaincodePackage(`${name}_${version}`, {
      address: `${nodes.layout.host(organisation, 'chaincode')}:${organisation.chaincodePort}`,
      rootCertificate: readFileSync(nodeFolder(data, organisation.mspId, 'chaincode').tls.ca, 'utf8'),
    });
