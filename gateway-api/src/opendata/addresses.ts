import type { Format } from './files.ts';
import type { Snapshot } from './snapshot-store.ts';

/** Public addresses below the gateway's own, the same in page, catalogue and CKAN answers. */
export const addressesAt = (publicUrl: string) => ({
  catalogue: `${publicUrl}/opendata`,
  dataset: (id: string): string => `${publicUrl}/opendata/datasets/${id}`,
  file: ({ dataset, version }: Pick<Snapshot, 'dataset' | 'version'>, format: Format): string =>
    `${publicUrl}/opendata/datasets/${dataset}/versions/${version}.${format}`,
});
export type Addresses = ReturnType<typeof addressesAt>;
