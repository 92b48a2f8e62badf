import { communes, type GrowingAreaBody, type RecordState } from '@daunguon/records';

type Position = readonly [longitude: number, latitude: number];
/** West, south, east, north in degrees (CRS84); west above east crosses the antimeridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const communeNames = new Map(communes.map(({ code, name }) => [code, name]));

const twiceArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);

/** The outer ring as GeoJSON wants it (RFC 7946 §3.1.6): closed, counterclockwise. */
export const ringOf = (polygonE7: NonNullable<GrowingAreaBody['polygonE7']>): Position[] => {
  const points = polygonE7.map(([x, y]): Position => [x / 1e7, y / 1e7]);
  const [first] = points;
  const last = points.at(-1);
  const open = first?.[0] === last?.[0] && first?.[1] === last?.[1] ? points.slice(0, -1) : points;
  const wound = twiceArea(open) < 0 ? open.toReversed() : open;
  return [...wound, ...wound.slice(0, 1)];
};

export const areaFeature = ({ id, status, ts, version, body }: RecordState<GrowingAreaBody>) => ({
  type: 'Feature' as const,
  id,
  geometry: body.polygonE7 === undefined ? null : { type: 'Polygon' as const, coordinates: [ringOf(body.polygonE7)] },
  properties: {
    ...{ code: body.puc, scheme: body.scheme, name: body.name, crop: body.crop, areaM2: body.areaM2 },
    ...(body.variety === undefined ? {} : { variety: body.variety }),
    commune: { code: body.commune, name: communeNames.get(body.commune) ?? body.commune },
    status,
    markets: (body.markets ?? []).map(({ market, status: standing, from }) => ({ market, status: standing, from })),
    ...{ version, updated: ts },
  },
});
export type AreaFeature = ReturnType<typeof areaFeature>;

const intervalsMeet = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] <= b[1] && b[0] <= a[1];

/** The boxes of feature and query share a point; a feature without a place is in no box. */
export const inBox = ({ geometry }: AreaFeature, [west, south, east, north]: Box): boolean => {
  if (geometry === null) return false;
  const [ring = []] = geometry.coordinates;
  const span = (axis: 0 | 1): readonly [number, number] => {
    const values = ring.map((position) => position[axis]);
    return [Math.min(...values), Math.max(...values)];
  };
  const meetsEastWest =
    west <= east
      ? intervalsMeet(span(0), [west, east])
      : intervalsMeet(span(0), [west, 180]) || intervalsMeet(span(0), [-180, east]);
  return meetsEastWest && intervalsMeet(span(1), [south, north]);
};
