/** Nodes as containers of this machine, by docker compose. */
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { nodeFolder } from '../node-folders.ts';
import { hostByDomain } from '../node-hosts.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import { packagesOf, servedChaincode } from '../operations/chaincode-packages.ts';
import { repository, runHelper, topologyArgs } from '../operations/operated-network.ts';
import type { NodeRunner, OperatedNetwork } from '../operations/operated-network.ts';
import { renderFabricCa } from '../render-fabric-ca.ts';
import { runTool, ToolError } from '../run-tool.ts';
import { caFolder, caPortOf, containerBuilder, containerData, renderCompose } from './render-compose.ts';

export const composeFile = (data: string): string => join(data, 'compose.yaml');

/** `docker compose` with the network's file. */
export const compose = (data: string, ...args: readonly string[]): Promise<string> =>
  runTool('docker', ['compose', '--file', composeFile(data), '--profile', '*', ...args]);

/** @throws ToolError where docker compose cannot run here */
export const checkCompose = async (): Promise<void> => {
  try {
    await runTool('docker', ['compose', 'version']);
    await runTool('docker', ['info', '--format', '{{.ServerVersion}}']);
  } catch (error) {
    throw new ToolError('TOOL_MISSING', `--on compose needs docker with its compose plugin and a running daemon. ${(error as Error).message}`); // prettier-ignore
  }
};

const write = (file: string, content: string): void => {
  // the owner's alone: settings of a certificate authority hold its registrar's secret
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/** Containers run as whoever owns the data; where that is root, as the first ordinary user, who is given what they read. */
const giveToOwner = (data: string): string => {
  const [user, group] = [process.getuid?.() || 1000, process.getgid?.() || 1000];
  if (process.getuid?.() === 0)
    for (const folder of ['nodes', 'tls-cas', 'inside'])
      for (const entry of ['', ...readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' })])
        chownSync(join(data, folder, entry), user, group);
  return `${user}:${group}`;
};

/** Writes the Compose file and the settings of the certificate authorities. Keys have to be there: a package's id covers a certificate. */
export const writeCompose = (network: OperatedNetwork): void => {
  const { topology, data } = network;
  const chaincode = servedChaincode(network);
  const packages = chaincode && packagesOf(network, chaincode);
  for (const organisation of topology.organisations) {
    const { mspId } = organisation;
    const { root } = nodeFolder(data, mspId, 'ca');
    const file = join(data, 'organisations', mspId, 'registrar.json');
    const registrar = JSON.parse(readFileSync(file, 'utf8')) as { enrollId: string; secret: string };
    const settings = renderFabricCa(organisation, { port: caPortOf(topology, mspId), folder: caFolder, registrar });
    write(join(root, 'fabric-ca-server-config.yaml'), stringify(settings));
  }
  // Docker would make missing folders, as root
  for (const [kind, list] of [
    ['peer', peerOrganisations(topology)],
    ['orderer', ordererOrganisations(topology)],
  ] as const)
    for (const { mspId } of list) mkdirSync(nodeFolder(data, mspId, kind).data, { recursive: true });
  mkdirSync(join(data, 'tls-cas'), { recursive: true });
  const builder = join(repository, 'network/ccaas-builder');
  const packageId = packages && ((organisation: Parameters<typeof packages>[0]) => packages(organisation).id);
  write(
    composeFile(data),
    stringify(renderCompose(topology, { data, builder, repository, owner: giveToOwner(data), packageId })),
  );
};

export const composeNodes = (): NodeRunner => {
  let last: OperatedNetwork | undefined;
  const start = async (
    network: OperatedNetwork,
    services: readonly string[],
    ...more: readonly string[]
  ): Promise<void> => {
    writeCompose(network);
    last = network;
    if (services.length > 0)
      await compose(network.data, 'up', '--detach', '--wait', '--force-recreate', '--no-deps', ...more, ...services);
  };
  return {
    layout: { host: hostByDomain, listenHost: '0.0.0.0', data: containerData, builder: containerBuilder },
    startAuthority: async (network) => {
      await runHelper(network, 'authority', '--once', '--for-containers', ...topologyArgs(network));
      await start(
        network,
        network.topology.organisations.map((each) => hostByDomain(each, 'ca')),
      );
    },
    startNodes: (network, kind, organisations) =>
      start(
        network,
        organisations.map((each) => hostByDomain(each, kind)),
        // an upgrade is another image
        ...(kind === 'chaincode' ? ['--build'] : []),
      ),
    stop: async () => {
      if (last !== undefined) await compose(last.data, 'stop');
    },
  };
};
