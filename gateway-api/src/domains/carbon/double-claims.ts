import { area } from '@turf/area';
import { intersect } from '@turf/intersect';
import type { PlotBody, RecordState } from '@daunguon/records';
import { ringOf } from '../../ogc/area-feature.ts';

export interface SuspectedClaim {
  /** The plot that came later. */
  readonly plot: string;
  readonly other: string;
  readonly project: string;
  readonly otherProject: string;
  readonly overlapM2: number;
}

/** Neighbours drawn by hand overlap by a little; below this nothing is suspected. */
const smallestM2 = 100;

interface Drawn {
  readonly id: string;
  readonly project: string;
  readonly ts: string;
  readonly ring: [number, number][];
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

const drawn = ({ id, ts, body }: RecordState<PlotBody>): Drawn => {
  const ring = ringOf(body.polygonE7).map(([x, y]): [number, number] => [x, y]);
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const box = { west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) };
  return { id, project: body.project, ts, ring, ...box };
};
const feature = ({ ring }: Drawn) => ({
  ...{ type: 'Feature' as const, properties: {} },
  geometry: { type: 'Polygon' as const, coordinates: [ring] },
});

/**
 * Plots of two projects whose polygons share more than a margin: for a person to decide, since the ledger compares no polygons (ADR 23).
 * Sorted by their western edge, only plots whose boxes meet are cut.
 */
export function suspectedClaims(plots: Iterable<RecordState<PlotBody>>): SuspectedClaim[] {
  const found: SuspectedClaim[] = [];
  const sorted = [...plots]
    .filter(({ status }) => status !== 'revoked')
    .map(drawn)
    .sort((a, b) => a.west - b.west);
  let open: Drawn[] = [];
  for (const plot of sorted) {
    open = open.filter(({ east }) => east >= plot.west);
    for (const other of open) {
      if (other.project === plot.project || other.north < plot.south || plot.north < other.south) continue;
      const common = intersect({ type: 'FeatureCollection', features: [feature(plot), feature(other)] });
      const overlapM2 = common === null ? 0 : Math.round(area(common));
      if (overlapM2 < smallestM2) continue;
      const [first, later] = other.ts <= plot.ts ? [other, plot] : [plot, other];
      found.push({ plot: later.id, other: first.id, project: later.project, otherProject: first.project, overlapM2 });
    }
    open.push(plot);
  }
  return found.sort((a, b) => b.overlapM2 - a.overlapM2);
}
