import { join } from 'node:path';
import { ordererOrganisations } from '../node-organisations.ts';
import type { PeerOrganisation } from '../node-organisations.ts';
import { nodeFolder } from '../node-folders.ts';
import type { Topology } from '../topology.ts';
import type { FabricPrograms } from './programs.ts';
import { runProgram } from './run-program.ts';

/** Nodes listen on this machine only. */
export const loopback = '127.0.0.1';

export interface NativeContext {
  /** With the ports that the nodes take. */
  readonly topology: Topology;
  /** Folder of the network's data. */
  readonly data: string;
  readonly programs: FabricPrograms;
  /** Tells whoever waits what is done. */
  say(line: string): void;
}

export const genesisFile = ({ data }: NativeContext): string => join(data, 'genesis.block');

/** `peer …` in the name of an organisation's administrator, at that organisation's peer. */
export const peerCommand = async (
  { data, topology, programs }: NativeContext,
  { mspId, peerPort }: PeerOrganisation,
  ...args: readonly string[]
): Promise<string> => {
  const folder = nodeFolder(data, mspId, 'peer');
  const { stdout, stderr } = await runProgram(programs.peer, args, {
    FABRIC_CFG_PATH: folder.root,
    CORE_PEER_ADDRESS: `${topology.genesisHost}:${peerPort}`,
    CORE_PEER_LOCALMSPID: mspId,
    CORE_PEER_MSPCONFIGPATH: nodeFolder(data, mspId, 'admin').msp,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: folder.tls.ca,
  });
  return stdout + stderr;
};

/** Options that name an orderer for `peer …`: the first, which leads until a view change. */
export const ordererOptions = ({ topology, data }: NativeContext): string[] => {
  const first = ordererOrganisations(topology)[0];
  if (first === undefined) throw new Error('topology: no organisation has an orderer');
  const address = `${topology.genesisHost}:${first.ordererPort}`;
  return ['--orderer', address, '--tls', '--cafile', nodeFolder(data, first.mspId, 'orderer').tls.ca];
};
