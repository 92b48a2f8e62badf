import { geoMercator, geoPath, type PathMaker, type Projection } from 'd3-geo';
import { feature, type Topology } from 'topojson-client';

/** Size of the drawing in SVG units. */
export const mapSize = { width: 800, height: 700 } as const;

export interface CommuneShape {
  readonly code: string;
  /** SVG path data. */
  readonly path: string;
  readonly centre: readonly [number, number];
}

export interface CommuneMap {
  readonly shapes: readonly CommuneShape[];
  /** Longitude and latitude to SVG units. */
  readonly project: (point: readonly [number, number]) => readonly [number, number];
}

let loading: Promise<CommuneMap> | undefined;

/** The communes as SVG paths, from this origin's own file: no tiles, no map server. */
export const communeMap = (): Promise<CommuneMap> => (loading ??= load());

async function load(): Promise<CommuneMap> {
  const topology = (await (await fetch('/data/communes.topo.json')).json()) as Topology;
  const [object] = Object.values(topology.objects);
  const collection = feature(topology, object);
  const projection: Projection = geoMercator().fitSize([mapSize.width, mapSize.height], collection);
  const path: PathMaker = geoPath(projection);
  return {
    shapes: collection.features.map((one) => ({
      code: one.properties.code,
      path: path(one) ?? '',
      centre: path.centroid(one),
    })),
    project: (point) => projection(point) ?? [0, 0],
  };
}
