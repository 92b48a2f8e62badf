import { parseLeaf, Replay, type DerivationState } from '@daunguon/proof';
import { sha256, type LogStore } from './log-store.ts';
import type { MapDumps } from './map-dumps.ts';

interface StoredReplay {
  /** The map and the state after the last stored leaf. */
  readonly replay: Replay;
  /** Size of the log at the dump that it began with; 0 for none. */
  readonly dumped: number;
}

/**
 * Goes through the stored leaves from the newest usable dump on. Versions of the map from `provenFrom` on stay provable; without it
 * only the newest.
 */
export function replayStored(
  store: LogStore,
  dumps: MapDumps,
  provenFrom?: number,
  leafHashAt = (index: number): Uint8Array => store.leafHash(index),
): StoredReplay {
  const size = store.size();
  const map = dumps.load(Math.min(size, provenFrom ?? size));
  const dumped = map?.version ?? 0;
  const replay = new Replay({
    ...{ hash: sha256, leafHashAt },
    ...(map === undefined ? {} : { map, ...stateAt(store, dumped) }),
  });
  for (const leaf of store.leaves(dumped)) {
    replay.apply(leaf);
    // What older versions would need to stay provable is not piled up on the way.
    if (replay.state().size % 4096 === 0) replay.map.forget(provenFrom ?? Infinity);
  }
  replay.map.forget(provenFrom ?? Infinity);
  return { replay, dumped };
}

function stateAt(store: LogStore, size: number): DerivationState {
  const state = parseLeaf(store.leaf(size - 1));
  if (state.leaf !== 'state/1') throw new Error(`no state leaf before ${size}`);
  return { size, time: state.time, rules: state.rules, block: state.block };
}
