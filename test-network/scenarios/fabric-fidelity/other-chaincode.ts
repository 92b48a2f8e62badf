/** The second chaincode of a recording: real Fabric as it is started serves one, and chaincode calls chaincode. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chaincodePackage } from '../../../network/src/chaincode-package.ts';
import { nodeFolder } from '../../../network/src/node-folders.ts';
import { peerOrganisations } from '../../../network/src/node-organisations.ts';
import { fabricPrograms } from '../../../network/src/native/programs.ts';
import { deployChaincode } from '../../../network/src/operations/deploy-chaincode.ts';
import type { PackageOf } from '../../../network/src/operations/deploy-chaincode.ts';
import type { Topology } from '../../../network/src/topology.ts';
import { CHAINCODES } from '../golden-blocks/chaincodes.ts';

/** How many ports after the first chaincode's the second listens. */
export const OTHER_PORT = 7;

/** Takes the second chaincode through the lifecycle. `topology`: with the ports that the nodes take; `folder`: where the recorder looks. */
export const deployOther = async (data: string, topology: Topology, folder: string, version = '1.0'): Promise<void> => {
  const packageOf: PackageOf = ({ mspId, chaincodePort }) =>
    chaincodePackage('other_1.0', {
      address: `127.0.0.1:${chaincodePort + OTHER_PORT}`,
      rootCertificate: readFileSync(nodeFolder(data, mspId, 'chaincode').tls.ca, 'utf8'),
    });
  for (const organisation of peerOrganisations(topology))
    writeFileSync(join(folder, `${organisation.mspId}.other`), packageOf(organisation).id);
  await deployChaincode({ topology, data, programs: fabricPrograms() }, { ...CHAINCODES[1]!, version }, packageOf);
};
