/** Longitude and latitude in 1e-7 degrees. */
export type PointE7 = readonly [longitude: number, latitude: number];

/** What is wrong with a boundary; each has its words in both languages. */
export type BoundaryFault =
  'not-json' | 'no-polygon' | 'several' | 'hole' | 'position' | 'swapped' | 'far' | 'few' | 'many' | 'crossing';

export type Boundary =
  | { readonly kind: 'polygon'; readonly points: readonly PointE7[]; readonly areaM2: number }
  | { readonly kind: 'fault'; readonly fault: BoundaryFault };

/** Longitudes and latitudes among which Đồng Nai lies, with room around it: what is outside was mistyped. */
const near = { west: 105, east: 109, south: 9, north: 14 };
const [fewest, most] = [4, 500];
const earthRadiusM = 6_371_008.8;

const fault = (of: BoundaryFault): Boundary => ({ kind: 'fault', fault: of });
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The polygons in a geometry, a feature or a collection (RFC 7946), each as its list of rings. */
const polygonsIn = (value: unknown): readonly unknown[] => {
  if (!isObject(value)) return [];
  const { type, coordinates, geometry, features, geometries } = value;
  if (type === 'Polygon') return [coordinates];
  if (type === 'MultiPolygon') return Array.isArray(coordinates) ? coordinates : [];
  if (type === 'Feature') return polygonsIn(geometry);
  const parts = type === 'FeatureCollection' ? features : type === 'GeometryCollection' ? geometries : [];
  return Array.isArray(parts) ? parts.flatMap(polygonsIn) : [];
};

const isPosition = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every((one) => Number.isFinite(one));
const isNear = (longitude: number, latitude: number): boolean =>
  near.west <= longitude && longitude <= near.east && near.south <= latitude && latitude <= near.north;

const radians = (e7: number): number => (e7 / 1e7) * (Math.PI / 180);
/** Area of a ring on the sphere in m², whichever way it runs (Chamberlain and Duquette, 2007). */
export const ringAreaM2 = (points: readonly PointE7[]): number => {
  const sum = points.reduce((total, [longitude, latitude], index) => {
    const [nextLongitude, nextLatitude] = points[(index + 1) % points.length] ?? [longitude, latitude];
    const east = radians(nextLongitude) - radians(longitude);
    return total + east * (2 + Math.sin(radians(latitude)) + Math.sin(radians(nextLatitude)));
  }, 0);
  return Math.round(Math.abs((sum * earthRadiusM * earthRadiusM) / 2));
};

/** Twice the signed area of a triangle: on which side of the line a–b is c? Exact: the factors are whole and small against 2^53. */
const side = ([ax, ay]: PointE7, [bx, by]: PointE7, [cx, cy]: PointE7): number =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
const crossing = (points: readonly PointE7[]): boolean => {
  const edges = points.map((point, index): [PointE7, PointE7] => [point, points[(index + 1) % points.length] ?? point]);
  return edges.some(([a, b], one) =>
    edges.some(([c, d], other) => {
      const neighbours = Math.abs(one - other) <= 1 || Math.abs(one - other) === edges.length - 1;
      if (other <= one || neighbours) return false;
      return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
    }),
  );
};

/** The one boundary in a GeoJSON text as the ledger takes it: its outer ring, not closed, in 1e-7 degrees. */
export function boundaryOf(text: string): Boundary {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault('not-json');
  }
  const [rings, ...others] = polygonsIn(value);
  if (rings === undefined || !Array.isArray(rings) || !Array.isArray(rings[0])) return fault('no-polygon');
  if (others.length > 0) return fault('several');
  if (rings.length > 1) return fault('hole');
  const ring: readonly unknown[] = rings[0];
  if (!ring.every(isPosition)) return fault('position');
  if (!ring.every(([x, y]) => isNear(x, y))) return fault(ring.every(([x, y]) => isNear(y, x)) ? 'swapped' : 'far');
  const all = ring.map(([x, y]): PointE7 => [Math.round(x * 1e7), Math.round(y * 1e7)]);
  const points = all.filter(([x, y], index) => {
    const [nextX, nextY] = all[(index + 1) % all.length] ?? [];
    return x !== nextX || y !== nextY;
  });
  if (points.length < fewest - 1) return fault('few');
  if (points.length > most) return fault('many');
  if (crossing(points)) return fault('crossing');
  // The ledger takes four points at least: a triangle is closed by its first.
  const closed = points.length < fewest ? [...points, ...points.slice(0, 1)] : points;
  return { kind: 'polygon', points: closed, areaM2: ringAreaM2(points) };
}
