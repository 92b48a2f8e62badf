import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { CollectionSpec, IndexStore } from './index-store.ts';
import { openSqliteStore } from './sqlite-store.ts';

/** The index that the configuration names. mongoose is loaded only where MongoDB is used. */
export async function openIndex(config: Config, collections: readonly CollectionSpec[]): Promise<IndexStore> {
  if (config.mongoUri === undefined) return openSqliteStore(join(config.dataDir, 'index.db'), collections);
  const { openMongoStore } = await import('./mongo-store.ts');
  return openMongoStore(config.mongoUri, collections);
}
