/** `--on compose`: the network as containers of one machine. Fabric's client programs run beside them, from FABRIC_BIN. */
import { existsSync, mkdirSync } from 'node:fs';
import type { CommandOptions, Platform } from '../command-options.ts';
import { hostByDomain } from '../node-hosts.ts';
import { addOrganisations } from '../operations/add-organisations.ts';
import { networkStatus } from '../operations/network-status.ts';
import { runHelper, topologyArgs } from '../operations/operated-network.ts';
import type { OperatedNetwork } from '../operations/operated-network.ts';
import { removeData } from '../operations/remove-data.ts';
import { renderSettings } from '../operations/render-settings.ts';
import { renewCertificates } from '../operations/renew-certificates.ts';
import { startNetwork } from '../operations/start-network.ts';
import { membership, putInForce, sayWhoIsLeftOut, topologyInForce } from '../operations/topology-in-force.ts';
import { upgradeChaincode } from '../operations/upgrade-chaincode.ts';
import { fabricPrograms } from '../native/programs.ts';
import type { FabricPrograms } from '../native/programs.ts';
import { loadTopology, withPortOffset } from '../topology.ts';
import { checkCompose, compose, composeFile, composeNodes, writeCompose } from './compose-nodes.ts';

const say = (line: string): void => console.log(line);

const networkOf = (
  { data, topologyFile, portOffset }: CommandOptions,
  programs: FabricPrograms = fabricPrograms(),
): OperatedNetwork => ({
  topology: withPortOffset(loadTopology(topologyFile), portOffset),
  ...{ portOffset, topologyFile, data, programs, nodes: composeNodes(), say },
});

/** The network of the topology's organisations that take part in the channel, from now on. */
const members = (options: CommandOptions, programs?: FabricPrograms): OperatedNetwork => {
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  const network = networkOf(options, programs);
  const found = membership(options.data, loadTopology(options.topologyFile));
  sayWhoIsLeftOut(found, say);
  return putInForce(network, found.members);
};

/** Keys that are missing are made; no program of Fabric is needed. */
const render = async (options: CommandOptions): Promise<void> => {
  const network = members(options, {} as FabricPrograms);
  await runHelper(network, 'authority', '--once', '--for-containers', ...topologyArgs(network));
  renderSettings(network);
  writeCompose(network);
  say(`Đã ghi / written: ${composeFile(options.data)}`);
};

const up = async (options: CommandOptions): Promise<void> => {
  await checkCompose();
  await startNetwork(members(options));
  say(`✓ ${composeFile(options.data)}`);
};

/** The network that was started here. @throws Error where there is none yet */
const running = async (options: CommandOptions, programs?: FabricPrograms): Promise<OperatedNetwork> => {
  await checkCompose();
  if (!existsSync(composeFile(options.data)))
    throw new Error(`no network in ${options.data}: start it with "up" first`);
  return networkOf({ ...options, topologyFile: topologyInForce(options.data) }, programs);
};

const down = async (options: CommandOptions): Promise<void> => {
  const { data } = await running(options, {} as FabricPrograms);
  await compose(data, 'down', ...(options.yes ? ['--volumes'] : []));
  if (options.yes) removeData(data);
};

const status = async (options: CommandOptions): Promise<void> => {
  const network = await running(options);
  // some nodes answer inside the containers' network alone: docker tells who is well
  const services = await compose(options.data, 'ps', '--format', '{{.Service}} {{.Health}}');
  const well = new Set(services.split('\n').flatMap((line) => /^(\S+) healthy$/.exec(line)?.[1] ?? []));
  await networkStatus(network, (kind, organisation) => Promise.resolve(well.has(hostByDomain(organisation, kind))));
};

export const composePlatform: Platform = {
  ...{ render, up, down, status },
  'add-org': async (options) =>
    void (await addOrganisations(await running(options), loadTopology(options.topologyFile))),
  'renew-certificates': async (options) => renewCertificates(await running(options), options.organisation),
  'upgrade-chaincode': async (options) =>
    void (await upgradeChaincode(await running(options), loadTopology(options.topologyFile))),
};
