import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { followConfig } from '../config/follow-config.ts';
import { createGenesisBlock } from '../config/genesis.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import type { NetworkMaterial } from '../crypto/material.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { Topology } from '../topology/topology.ts';
import type { Ledger } from '../types.ts';
import { chaincodeDefinitions } from './definitions.ts';

/** Folder of keys and certificates inside a network's data. */
export const cryptoDir = (dataDir: string): string => join(dataDir, 'crypto');

/** The channel's first block, made once: every later start reads the same one. */
const genesisBlock = (dataDir: string, topology: Topology, material: NetworkMaterial): Buffer => {
  const file = join(dataDir, 'genesis.block');
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, createGenesisBlock(topology, material));
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file);
};

/** Opens the ledger in a network's data folder. */
export const openNetworkLedger = async (
  dataDir: string,
  topology: Topology,
  known?: NetworkMaterial,
): Promise<Ledger> => {
  const material = known ?? (await loadOrCreateMaterial(cryptoDir(dataDir), topology));
  return openLedger(join(dataDir, 'ledger.sqlite'), genesisBlock(dataDir, topology, material), {
    ...followConfig(),
    definitions: chaincodeDefinitions(topology),
  });
};
