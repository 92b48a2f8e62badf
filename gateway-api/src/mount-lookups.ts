import { join } from 'node:path';
import type { Config } from './config.ts';
import { lookupFolder } from './lookups/file-adapter.ts';
import { openLookupLog } from './vault/lookup-log.ts';

/** Registers that are connected, and the log of what was asked of them. */
export function mountLookups({ dataDir, lookupsDir }: Pick<Config, 'dataDir' | 'lookupsDir'>, vaultKey: Buffer) {
  const log = openLookupLog(join(dataDir, 'vault', 'lookups.db'), vaultKey);
  return { parts: { ports: lookupFolder(lookupsDir), log, vaultKey, now: Date.now }, close: () => log.close() };
}
