import { existsSync } from 'node:fs';
import { join } from 'node:path';

const programNames = ['peer', 'orderer', 'configtxgen', 'osnadmin'] as const;
export type ProgramName = (typeof programNames)[number];
export type FabricPrograms = Readonly<Record<ProgramName, string>>;

/** Why no real Fabric can run on this machine, in words for whoever wanted it; undefined where it can. */
export const missingFabric = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const folder = env['FABRIC_BIN'];
  if (!folder) return 'FABRIC_BIN does not name the folder of Fabric’s programs (peer, orderer, configtxgen, osnadmin)';
  const missing = programNames.filter((name) => !existsSync(join(folder, name)));
  return missing.length === 0 ? undefined : `FABRIC_BIN=${folder} lacks ${missing.join(', ')}`;
};

/** Fabric's programs in the folder that FABRIC_BIN names. @throws Error saying what is missing. */
export const fabricPrograms = (env: NodeJS.ProcessEnv = process.env): FabricPrograms => {
  const missing = missingFabric(env);
  if (missing !== undefined) throw new Error(missing);
  return Object.fromEntries(programNames.map((name) => [name, join(env['FABRIC_BIN']!, name)])) as FabricPrograms;
};
