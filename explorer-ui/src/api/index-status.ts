/** As of which block an answer was read, and how many seconds the index was behind the ledger then. */
export interface IndexStatus {
  readonly block: number;
  readonly lag: number;
}

/** Reads `DN-Index: block=12, lag=0` (RFC 9651 dictionary); null for anything else. */
export const readIndexHeader = (header: string | null): IndexStatus | null => {
  const found = /^block=(-?\d+), lag=(\d+)$/.exec(header ?? '');
  return found === null ? null : { block: Number(found[1]), lag: Number(found[2]) };
};
