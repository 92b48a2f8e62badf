import { Replay } from '@daunguon/proof';
import { sha256 } from '../../gateway-api/src/log/log-store.ts';
import { measurement, type Measurement } from './measurement.ts';
import { perBlock, syntheticLog } from './synthetic-log.ts';

const records = 1_000_000;

/** Seconds to derive log and map of a million records anew; going through the leaves must give the same roots. */
export async function logRebuild(): Promise<Measurement> {
  const rebuilt = syntheticLog(records);
  try {
    const { store, map } = rebuilt.log;
    const begun = performance.now();
    const replay = new Replay({ hash: sha256, leafHashAt: (index) => store.leafHash(index) });
    for (const leaf of store.leaves(0)) {
      replay.apply(leaf);
      if (replay.state().size % 4096 === 0) replay.map.forget(Infinity);
    }
    const seconds = (performance.now() - begun) / 1000;
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    if (hex(replay.map.root()) !== hex(map.root())) throw new Error('the roots of the map differ');
    if (replay.state().size !== records + records / perBlock) throw new Error(`${replay.state().size} leaves`);
    return measurement({
      name: 'log-rebuild',
      value: rebuilt.seconds,
      unit: `s, log and map of ${records} records from blocks, equal roots`,
      target: { atMost: 120 },
      other: { name: 'the map alone from the leaves, s', value: seconds },
    });
  } finally {
    rebuilt.remove();
  }
}
