/** Fabric's default gRPC limit is 4 MB and an endorsement carries arguments and write set: 500 rows and 900 kB. */
const maxRowsPerChunk = 500;
const maxBytesPerChunk = 900_000;

/** Cuts rows, in order, into commands the ledger takes. The same rows always give the same chunks. */
export function chunkRows<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const chunks: Row[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row)) + 1;
    const last = chunks.at(-1);
    if (last === undefined || last.length === maxRowsPerChunk || bytes + size > maxBytesPerChunk) {
      chunks.push([row]);
      bytes = size;
    } else {
      last.push(row);
      bytes += size;
    }
  }
  return chunks;
}
