import type { StateRow, StateStore } from './state-store.ts';

export interface RememberingState extends StateStore {
  /** Forgets everything: what was written since was taken back. */
  forget(): void;
}

/** Rows that are remembered; a map that grew large is started again. */
const MOST = 2000;

/**
 * Rows that were read once, and that a key is absent: three peers simulate a transaction, its validation reads all of it again, and the
 * next one reads the same units and areas. Ranges are always read from the store.
 */
export const rememberingState = (state: StateStore): RememberingState => {
  const known = new Map<string, StateRow | undefined>();
  const nameOf = (space: string, key: Buffer): string => `${space}\0${key.toString('latin1')}`;
  const remember = (name: string, row: StateRow | undefined): void => {
    if (known.size >= MOST) known.clear();
    known.set(name, row);
  };
  return {
    ...state,
    get: (space, key) => {
      const name = nameOf(space, key);
      const before = known.get(name);
      if (before !== undefined || known.has(name)) return before;
      const row = state.get(space, key);
      remember(name, row);
      return row;
    },
    put: (space, key, row) => {
      state.put(space, key, row);
      remember(nameOf(space, key), row);
    },
    remove: (space, key) => {
      state.remove(space, key);
      remember(nameOf(space, key), undefined);
    },
    forget: () => known.clear(),
  };
};
