import type { StateReader, StateRow, StateStore } from './state-store.ts';

/** State as it was when the snapshot was taken. */
export interface StateSnapshot extends StateReader {
  /** Ends the snapshot: what is kept for it is forgotten. */
  release(): void;
}

export interface SnapshottingState extends StateStore {
  snapshot(): StateSnapshot;
}

/** Rows changed since a height, as they were before; undefined: the key was absent. */
interface Changes {
  readonly spaces: Map<string, Map<string, StateRow | undefined>>;
  readers: number;
}

const keyName = (key: Buffer): string => key.toString('latin1');

const after = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);

const read = (state: StateReader, changes: Changes, release: () => void): StateSnapshot => {
  const page: StateReader['page'] = (space, start, end, limit) => {
    const rows = state.page(space, start, end, limit);
    const before = changes.spaces.get(space);
    if (before === undefined) return rows;
    const last = rows.at(-1);
    const complete = rows.length < limit || last === undefined;
    const upTo = complete ? end : after(last.key);
    const old = [...before].flatMap(([name, row]) => {
      const key = Buffer.from(name, 'latin1');
      const isInside = Buffer.compare(key, start) >= 0 && Buffer.compare(key, upTo) < 0;
      return row !== undefined && isInside ? [{ ...row, key }] : [];
    });
    const merged = [...rows.filter(({ key }) => !before.has(keyName(key))), ...old]
      .sort((left, right) => Buffer.compare(left.key, right.key))
      .slice(0, limit);
    // rows newer than the snapshot left gaps: a short page would mean the end of the range
    return complete || merged.length === limit ? merged : [...merged, ...page(space, upTo, end, limit - merged.length)];
  };
  return {
    get: (space, key) => {
      const before = changes.spaces.get(space);
      const name = before && keyName(key);
      return before?.has(name as string) ? before.get(name as string) : state.get(space, key);
    },
    page,
    release,
  };
};

/**
 * Lets a simulation read one height while blocks are committed beside it (Fabric holds a lock for the same purpose,
 * lockbased_txmgr.go). The old row of a key is kept only while somebody reads a height at which it was the newest.
 */
export const snapshottingState = (state: StateStore): SnapshottingState => {
  const open = new Set<Changes>();
  /** Shared by all snapshots taken since the last change. */
  let current: Changes | undefined;
  const keep = (space: string, key: Buffer): void => {
    current = undefined;
    if (open.size === 0) return;
    const name = keyName(key);
    let row: StateRow | undefined;
    let known = false;
    for (const { spaces } of open) {
      const before = spaces.get(space) ?? new Map<string, StateRow | undefined>();
      spaces.set(space, before);
      if (before.has(name)) continue;
      if (!known) row = state.get(space, key);
      known = true;
      before.set(name, row);
    }
  };
  return {
    ...state,
    put: (space, key, row) => {
      keep(space, key);
      state.put(space, key, row);
    },
    remove: (space, key) => {
      keep(space, key);
      state.remove(space, key);
    },
    snapshot: () => {
      const changes = (current ??= { spaces: new Map(), readers: 0 });
      changes.readers += 1;
      open.add(changes);
      let released = false;
      return read(state, changes, () => {
        if (released) return;
        released = true;
        changes.readers -= 1;
        if (changes.readers > 0) return;
        open.delete(changes);
        if (current === changes) current = undefined;
      });
    },
  };
};
