import { END_OF_KEYS } from '../ledger/state-store.ts';
import type { StateReader, StateRow } from '../ledger/state-store.ts';

const PAGE = 101;

export type RangeRow = StateRow & { readonly key: Buffer };

/** Rows with start <= key < end (empty end: to the end of the space), fetched page by page so that no statement stays open. */
export const stateRange = (
  state: StateReader,
  space: string,
  start: string,
  end: string,
): (() => RangeRow | undefined) => {
  const stop = end === '' ? END_OF_KEYS : Buffer.from(end);
  let from: Buffer = Buffer.from(start);
  let rows: RangeRow[] = [];
  let at = 0;
  let complete = false;
  return () => {
    if (at >= rows.length && !complete) {
      rows = state.page(space, from, stop, PAGE);
      at = 0;
      complete = rows.length < PAGE;
      const last = rows.at(-1);
      if (last !== undefined) from = Buffer.concat([last.key, Buffer.from([0])]);
    }
    return rows[at++];
  };
};
