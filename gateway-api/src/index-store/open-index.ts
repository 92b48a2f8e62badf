import type { Config } from '../config.ts';
import { generationOf, mongoDatabase, removeSqlite, sqliteFile } from './index-generation.ts';
import type { CollectionSpec, IndexStore } from './index-store.ts';
import { openSqliteStore } from './sqlite-store.ts';

type Place = Pick<Config, 'dataDir' | 'mongoUri'>;

/** The index that the configuration names, of the generation in use. mongoose is loaded only where MongoDB is used. */
export async function openIndex(
  place: Place,
  collections: readonly CollectionSpec[],
  generation = generationOf(place)?.number ?? 0,
): Promise<IndexStore> {
  if (place.mongoUri === undefined) return openSqliteStore(sqliteFile(place, generation), collections);
  const { openMongoStore } = await import('./mongo-store.ts');
  return openMongoStore(mongoDatabase(place.mongoUri, generation), collections);
}

/** Removes a generation that nothing has open. */
export async function removeIndex(place: Place, generation: number): Promise<void> {
  if (place.mongoUri === undefined) return removeSqlite(place, generation);
  const { dropMongoDatabase } = await import('./mongo-store.ts');
  await dropMongoDatabase(mongoDatabase(place.mongoUri, generation));
}
