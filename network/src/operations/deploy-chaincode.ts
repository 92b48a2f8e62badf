/** The chaincode lifecycle as the organisations go through it: install, approve by each, commit; again where the topology says another thing. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChaincodePackage } from '../chaincode-package.ts';
import { peerOrganisations } from '../node-organisations.ts';
import type { PeerOrganisation } from '../node-organisations.ts';
import { nodeFolder } from '../node-folders.ts';
import { renderCollections } from '../render-collections.ts';
import type { TopologyChaincode } from '../topology.ts';
import { ordererOptions, peerCommand } from './operated-network.ts';
import type { ClientContext } from './operated-network.ts';
import { ProgramError } from '../native/run-program.ts';

/** What an organisation's own package of the chaincode is. */
export type PackageOf = (organisation: PeerOrganisation) => ChaincodePackage;

const install = async (
  context: ClientContext,
  organisation: PeerOrganisation,
  own: ChaincodePackage,
): Promise<void> => {
  const installed = await peerCommand(context, organisation, 'lifecycle', 'chaincode', 'queryinstalled');
  if (installed.includes(own.id)) return;
  const file = join(nodeFolder(context.data, organisation.mspId, 'chaincode').root, `${own.label}.tar.gz`);
  writeFileSync(file, own.bytes);
  await peerCommand(context, organisation, 'lifecycle', 'chaincode', 'install', file);
};

/** The answer of a lifecycle query in JSON, undefined where the ledger knows nothing of it. */
const query = async (
  context: ClientContext,
  organisation: PeerOrganisation,
  ...args: readonly string[]
): Promise<Record<string, unknown> | undefined> => {
  try {
    const said = await peerCommand(context, organisation, 'lifecycle', 'chaincode', ...args, '--output', 'json');
    return JSON.parse(said.slice(said.indexOf('{'))) as Record<string, unknown>;
  } catch (error) {
    if (
      error instanceof ProgramError &&
      /is not defined|could not fetch approved chaincode definition/.test(error.message)
    )
      return undefined;
    throw error;
  }
};

/** Fabric's two refusals of an approval: of another definition at a sequence in force, and of one that the organisation has given already. */
const differs = (error: unknown): boolean =>
  error instanceof ProgramError &&
  /redefine the current committed sequence .* with different parameters/.test(error.message);
const isApproved = (error: unknown): boolean =>
  error instanceof ProgramError && !differs(error) && /attempted to redefine (the current committed|uncommitted) sequence/.test(error.message); // prettier-ignore

/**
 * Brings the channel to the topology's definition of a chaincode. An unchanged one costs a few questions; a changed version, policy or
 * collection is approved by every organisation and committed as the next sequence. @returns the sequence in force.
 */
export const deployChaincode = async (
  context: ClientContext,
  chaincode: TopologyChaincode,
  packageOf: PackageOf,
): Promise<number> => {
  const { topology, data } = context;
  const organisations = peerOrganisations(topology);
  const first = organisations[0];
  if (first === undefined) throw new Error('topology: no organisation has a peer');
  await Promise.all(organisations.map((organisation) => install(context, organisation, packageOf(organisation))));

  const folder = join(data, 'definitions');
  mkdirSync(folder, { recursive: true });
  const collections = renderCollections(chaincode);
  const collectionsFile = join(folder, `${chaincode.name}-collections.json`);
  writeFileSync(collectionsFile, `${JSON.stringify(collections, null, 2)}\n`);
  const channel = ['--channelID', topology.channel, '--name', chaincode.name];
  const definition = [
    ...channel,
    ...['--version', chaincode.version, '--signature-policy', chaincode.endorsementPolicy],
    ...(collections.length === 0 ? [] : ['--collections-config', collectionsFile]),
  ];
  const recordFile = join(folder, `${chaincode.name}.json`);
  const packages = organisations.map((organisation) => packageOf(organisation).id);
  const wanted = JSON.stringify(
    { version: chaincode.version, policy: chaincode.endorsementPolicy, collections, packages },
    null,
    2,
  );
  const committed = await query(context, first, 'querycommitted', ...channel);
  const sequence = Number(committed?.['sequence'] ?? 0);
  if (sequence > 0 && existsSync(recordFile) && readFileSync(recordFile, 'utf8') === wanted) return sequence;

  const approveAll = async (at: number): Promise<void> => {
    for (const organisation of organisations)
      await peerCommand(
        context,
        organisation,
        ...['lifecycle', 'chaincode', 'approveformyorg', ...definition, '--sequence', String(at)],
        ...['--package-id', packageOf(organisation).id, ...ordererOptions(context)],
      ).catch((error: unknown) => {
        if (!isApproved(error)) throw error;
      });
  };
  let next = sequence === 0 ? 1 : sequence;
  try {
    await approveAll(next);
  } catch (error) {
    if (!differs(error)) throw error;
    next = sequence + 1;
    await approveAll(next);
  }
  if (next > sequence) {
    const peers = organisations.flatMap(({ mspId, peerPort }) => [
      ...['--peerAddresses', `${topology.genesisHost}:${peerPort}`],
      ...['--tlsRootCertFiles', nodeFolder(data, mspId, 'peer').tls.ca],
    ]);
    await peerCommand(
      context,
      first,
      ...['lifecycle', 'chaincode', 'commit', ...definition, '--sequence', String(next)],
      ...ordererOptions(context),
      ...peers,
    );
  }
  writeFileSync(`${recordFile}.new`, wanted);
  renameSync(`${recordFile}.new`, recordFile);
  return next;
};
