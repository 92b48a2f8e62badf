/** Chaincode as resources of bevel-operator-fabric: one server for each organisation, and the lifecycle. */
import { images } from '../images.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import type { PeerOrganisation } from '../node-organisations.ts';
import { renderCollections } from '../render-collections.ts';
import type { Topology, TopologyChaincode } from '../topology.ts';
import { adminName, ordererName, peerName } from './render-nodes.ts';
import { fabricResource, identitySecret, namespace, resources, shortName } from './resource.ts';
import type { Resource } from './resource.ts';

const port = 7052;
const serverName = (own: PeerOrganisation, { name }: TopologyChaincode): string => `${shortName(own)}-${name}`;
/** Kubernetes' names have no dot. */
const dashed = (version: string): string => version.replaceAll('.', '-');

/** What each organisation installs. The operator makes the package, whose id stands in the status; it gives it no certificate, so TLS is the mesh's. */
export const renderInstalls = (topology: Topology, chaincode: TopologyChaincode): Resource[] =>
  peerOrganisations(topology).map((own) =>
    fabricResource('FabricChaincodeInstall', `${serverName(own, chaincode)}-${dashed(chaincode.version)}`, {
      ...{ mspID: own.mspId, hlfIdentity: identitySecret(adminName(own, 'sign')) },
      ...{ peers: [{ name: peerName(own), namespace }], externalPeers: [] },
      chaincodePackage: {
        ...{ name: `${chaincode.name}_${chaincode.version}`, type: 'ccaas', dialTimeout: '10s' },
        ...{ address: `${serverName(own, chaincode)}.${namespace}:${port}`, tls: { required: false } },
      },
    }),
  );

export interface LifecycleOptions {
  readonly sequence: number;
  /** Package id that an organisation's installation has (FabricChaincodeInstall, status). */
  packageId(mspId: string): string;
}

/** The servers, of the image that is tagged with the chaincode's version; every organisation's approval, and the commit of the first. */
export const renderLifecycle = (
  topology: Topology,
  chaincode: TopologyChaincode,
  { sequence, packageId }: LifecycleOptions,
): Resource[] => {
  const [first, ...others] = peerOrganisations(topology);
  if (first === undefined) throw new Error('topology: no organisation has a peer');
  const peers = [first, ...others];
  const orderers = ordererOrganisations(topology)
    .slice(0, 1)
    .map((each) => ({ name: ordererName(each), namespace }));
  const definition = {
    ...{ channelName: topology.channel, chaincodeName: chaincode.name, version: chaincode.version, sequence },
    ...{ endorsementPolicy: chaincode.endorsementPolicy, pdc: renderCollections(chaincode), initRequired: false },
    ...{ orderers, externalOrderers: [], externalPeers: [] },
  };
  const by = (own: PeerOrganisation): object => ({
    mspID: own.mspId,
    hlfIdentity: identitySecret(adminName(own, 'sign')),
  });
  return [
    ...peers.map((own) =>
      fabricResource('FabricChaincode', serverName(own, chaincode), {
        ...{
          image: `${images(topology).chaincode}:${chaincode.version}`,
          mspID: own.mspId,
          packageId: packageId(own.mspId),
        },
        ...{ replicas: 1, chaincodeServerPort: port, resources },
        command: ['node', 'src/server.ts', 'server'],
        args: ['--chaincode-address', `0.0.0.0:${port}`, '--chaincode-id', packageId(own.mspId)],
        env: [{ name: 'CORE_PEER_LOCALMSPID', value: own.mspId }],
        podSecurityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        securityContext: {
          ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          capabilities: { drop: ['ALL'] },
        },
      }),
    ),
    ...peers.map((own) =>
      fabricResource('FabricChaincodeApprove', `${serverName(own, chaincode)}-${sequence}`, {
        ...definition,
        ...by(own),
        ...{ peers: [{ name: peerName(own), namespace }], packageId: packageId(own.mspId) },
      }),
    ),
    fabricResource('FabricChaincodeCommit', `${chaincode.name}-${sequence}`, {
      ...definition,
      ...by(first),
      peers: peers.map((own) => ({ name: peerName(own), namespace })),
    }),
  ];
};
