import { mapDepth } from './map-depth.ts';
import { seededBytes } from './seed.ts';
import type { Place } from './synthetic-bundle.ts';
import { perBlock } from './synthetic-log.ts';

/** How far newest, reader's and anchored head lie apart at most, in blocks: half a million records. */
const span = 1000;

/** A place that a reader may ask for in a log of at least so many records; the same one for a number and a seed. */
export function randomPlace(records: number, number: number): Place {
  const random = seededBytes(`place ${number}`);
  const below = (draw: number, limit: number): number => Math.floor((random.readUInt32BE(draw * 4) / 2 ** 32) * limit);
  const head = records / perBlock + below(0, span);
  return {
    blocks: {
      head,
      record: 1 + below(1, head - 1),
      reader: head - 1 - below(2, span),
      anchor: head - 1 - below(3, span),
    },
    depth: mapDepth(records, (below(4, 1e6) + 0.5) / 1e6),
  };
}
