/** Id of a version's document in the index: a record's versions stand in their order. */
export const versionId = (record: string, version: number): string => `${record}:${String(version).padStart(8, '0')}`;

/** The versions of one record, oldest first. */
export const versionsOf = (record: string): { readonly range: { field: '_id'; from: string; to: string } } => ({
  range: { field: '_id', from: `${record}:`, to: `${record};` },
});

/** Bodies are found by the beginning of their commitment: 64 bits are enough to look under and keep the index small. */
export const bodyKey = (commitment: string): string => commitment.slice(0, 16);
