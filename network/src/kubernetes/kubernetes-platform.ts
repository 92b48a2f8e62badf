/**
 * `--on kubernetes`: the network as resources of bevel-operator-fabric. Every command brings the cluster to the topology, wave after wave, because
 * a wave needs what the cluster says of the one before: certificates of authorities and orderers, ids of packages.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandOptions, Platform } from '../command-options.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import { servedChaincode } from '../operations/chaincode-packages.ts';
import { runTool } from '../run-tool.ts';
import { loadTopology } from '../topology.ts';
import type { Topology } from '../topology.ts';
import { apply, applied, checkCluster, running, toYaml } from './cluster.ts';
import { renderInstalls, renderLifecycle } from './render-chaincode.ts';
import { operatorRefusal, renderChannel } from './render-channel.ts';
import type { OrdererStatus } from './render-channel.ts';
import { renderAuthorities, renderIdentities, renderNamespace, renderNodes } from './render-nodes.ts';
import type { CaStatus, EnrolmentSecrets, NodesOptions } from './render-nodes.ts';
import { namespace } from './resource.ts';
import type { Resource } from './resource.ts';

/** What has to be the same the next time; its owner alone may read it. */
interface Kept {
  readonly secrets: Readonly<Record<string, EnrolmentSecrets>>;
  readonly sequence: number;
  /** The definition that the sequence stands for. */
  readonly definition?: string;
  /** By organisation. */
  readonly renewedAt?: Readonly<Record<string, string>>;
}

const keptFile = (data: string): string => join(data, 'kubernetes.json');
const read = (data: string): Kept =>
  existsSync(keptFile(data))
    ? (JSON.parse(readFileSync(keptFile(data), 'utf8')) as Kept)
    : { secrets: {}, sequence: 0 };
const keep = (data: string, kept: Kept): Kept => {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(`${keptFile(data)}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${keptFile(data)}.new`, keptFile(data));
  return kept;
};

const password = (): string => randomBytes(18).toString('base64url');

/** Passwords are made once; another definition of the chaincode is the next sequence. */
const prepare = (data: string, topology: Topology): Kept => {
  const kept = read(data);
  const missing = topology.organisations.filter(({ mspId }) => kept.secrets[mspId] === undefined);
  const made = missing.map(({ mspId }) => [
    mspId,
    { registrar: password(), peer: password(), orderer: password(), admin: password() },
  ]);
  const { address: _embedded, ...defined } = servedChaincode({ topology }) ?? { address: '' };
  const definition = JSON.stringify(defined);
  const next = kept.definition === definition ? kept.sequence : kept.sequence + 1;
  return keep(data, {
    ...kept,
    secrets: { ...kept.secrets, ...(Object.fromEntries(made) as Kept['secrets']) },
    ...{ sequence: next, definition },
  });
};

const say = (line: string): void => console.log(line);

const optionsOf = ({ secrets, renewedAt }: Kept): NodesOptions => ({
  secrets: (mspId) => secrets[mspId]!,
  renewedAt: (mspId) => renewedAt?.[mspId],
});

/** Statuses by organisation, in the order of the resources. */
const byMsp = <T>(list: readonly { readonly mspId: string }[], statuses: readonly T[]): ((mspId: string) => T) => {
  const found = new Map(list.map(({ mspId }, index) => [mspId, statuses[index]!]));
  return (mspId) => found.get(mspId)!;
};

const bring = async (topology: Topology, kept: Kept): Promise<void> => {
  const refusal = operatorRefusal(topology);
  if (refusal !== undefined) throw new Error(refusal);
  const options = optionsOf(kept);
  await apply([renderNamespace()]);
  const ca = byMsp(topology.organisations, await applied<CaStatus>(renderAuthorities(topology, options)));
  say('✓ Cơ quan chứng thư / certificate authorities');
  await applied(renderIdentities(topology, options, ca));
  const nodes = renderNodes(topology, options, ca);
  const orderers = ordererOrganisations(topology);
  const statuses = await applied<OrdererStatus>(nodes);
  say('✓ Nút đồng thuận và nút của các tổ chức / orderers and peers');
  await applied(renderChannel(topology, byMsp(orderers, statuses.slice(0, orderers.length))));
  say(`✓ Kênh / channel ${topology.channel}`);
  const chaincode = servedChaincode({ topology });
  if (chaincode === undefined) return;
  const installed = await applied<{ packageID: string }>(renderInstalls(topology, chaincode));
  const packages = byMsp(peerOrganisations(topology), installed);
  await applied(
    renderLifecycle(topology, chaincode, {
      sequence: kept.sequence,
      packageId: (mspId) => packages(mspId).packageID,
    }),
  );
  say(`✓ Hợp đồng ${chaincode.name} ${chaincode.version} / chaincode, sequence ${kept.sequence}`);
};

const bringTo = async ({ data, topologyFile }: CommandOptions): Promise<void> => {
  const topology = loadTopology(topologyFile);
  await checkCluster();
  await bring(topology, prepare(data, topology));
};

/** One organisation after another: the channel learns of a consenter's new certificates before the next has any, so that no quorum is lost. */
const renew = async ({ data, topologyFile, organisation }: CommandOptions): Promise<void> => {
  const topology = loadTopology(topologyFile);
  await checkCluster();
  for (const { mspId } of topology.organisations) {
    if (organisation !== undefined && organisation !== mspId) continue;
    // Kubernetes' times have no fractions of seconds
    const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const kept = prepare(data, topology);
    await bring(topology, keep(data, { ...kept, renewedAt: { ...kept.renewedAt, [mspId]: now } }));
    say(`✓ Chứng thư mới / new certificates: ${mspId}`);
  }
};

/** What a render can know without a cluster, with words where a later wave's certificates and ids will stand. */
const renderAll = (topology: Topology, options: NodesOptions, sequence: number): Record<string, Resource[]> => {
  const pem = (what: string): string => `# ${what}\n`;
  const ca = (mspId: string): CaStatus => ({
    ...{ tls_cert: pem(`TLS certificate of the authority of ${mspId}`), ca_cert: pem(`CA of ${mspId}`) },
    tlsca_cert: pem(`TLS CA of ${mspId}`),
  });
  const orderer = (mspId: string): OrdererStatus => ({
    ...{
      tlsCert: pem(`TLS certificate of the orderer of ${mspId}`),
      signCert: pem(`certificate of the orderer of ${mspId}`),
    },
  });
  const chaincode = servedChaincode({ topology });
  return {
    '1-authorities': [renderNamespace(), ...renderAuthorities(topology, options)],
    '2-nodes': [...renderIdentities(topology, options, ca), ...renderNodes(topology, options, ca)],
    '3-channel': renderChannel(topology, orderer),
    ...(chaincode && {
      '4-install': renderInstalls(topology, chaincode),
      '5-chaincode': renderLifecycle(topology, chaincode, { sequence, packageId: (mspId) => `PACKAGE-ID-OF-${mspId}` }), // prettier-ignore
    }),
  };
};

const render = async ({ data, topologyFile }: CommandOptions): Promise<void> => {
  const topology = loadTopology(topologyFile);
  const kept = prepare(data, topology);
  const folder = join(data, 'kubernetes');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // enrolment passwords stand in these resources
  for (const [name, list] of Object.entries(renderAll(topology, optionsOf(kept), kept.sequence)))
    writeFileSync(join(folder, `${name}.yaml`), toYaml(list), { mode: 0o600 });
  const refusal = operatorRefusal(topology);
  if (refusal !== undefined) say(`⚠ ${refusal}`);
  say(`Đã ghi / written: ${folder}`);
};

const status = async ({ topologyFile }: CommandOptions): Promise<void> => {
  await checkCluster();
  const topology = loadTopology(topologyFile);
  const nothing: NodesOptions = { secrets: () => ({ registrar: '', peer: '', orderer: '', admin: '' }) };
  const { '1-authorities': authorities, '2-nodes': nodes, ...later } = renderAll(topology, nothing, 1);
  for (const resource of [...authorities!.slice(1), ...nodes!, ...later['3-channel']!]) {
    const up = await running(resource, 0).then(
      () => 'up  ',
      () => 'down',
    );
    say(`${up} ${resource.kind} ${resource.metadata.name}`);
    if (up === 'down') process.exitCode = 1;
  }
};

const down = async ({ data, yes }: CommandOptions): Promise<void> => {
  await checkCluster();
  if (!yes)
    throw new Error(`in a cluster "down" deletes the namespace ${namespace} with keys and ledger: repeat with --yes`);
  await runTool('kubectl', ['delete', 'namespace', namespace, '--ignore-not-found']);
  rmSync(keptFile(data), { force: true });
};

export const kubernetesPlatform: Platform = {
  ...{ render, down, status },
  up: (options) => bringTo(options),
  'add-org': (options) => bringTo(options),
  'upgrade-chaincode': (options) => bringTo(options),
  'renew-certificates': renew,
};
