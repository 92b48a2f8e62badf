import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature, type Topology } from 'topojson-client';
import { placeOfArea } from './seed-areas.ts';

type Point = readonly number[];
type Ring = readonly Point[];

const file = join(import.meta.dirname, '../explorer-ui/public/data/communes.topo.json');
const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology;
const communes = feature(topology, Object.values(topology.objects)[0] as never) as unknown as {
  features: { properties: { code: string }; geometry: { type: string; coordinates: unknown } }[];
};

/** Even number of edges to the east: outside. */
const inside = ([x = 0, y = 0]: Point, ring: Ring): boolean =>
  ring.filter(([x1 = 0, y1 = 0], index) => {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  }).length %
    2 ===
  1;

const ringsOf = (code: string): Ring[] => {
  const { type, coordinates } = communes.features.find(({ properties }) => properties.code === code)!.geometry;
  return type === 'Polygon' ? [(coordinates as Ring[])[0]!] : (coordinates as Ring[][]).map(([outer]) => outer!);
};

test.each(['durian', 'pomelo', 'pepper', 'coffee', 'cashew', 'rambutan'] as const)(
  'the growing area of %s lies in its commune, and has the twelve hectares that it is registered with',
  (crop) => {
    const { commune, polygonE7 } = placeOfArea(crop);
    const ring = polygonE7.map(([x = 0, y = 0]) => [x / 1e7, y / 1e7]);
    for (const point of ring) expect(ringsOf(commune).some((outer) => inside(point, outer))).toBe(true);
    const metres = ring.map(([x = 0, y = 0]) => [x * 111_320 * Math.cos((y * Math.PI) / 180), y * 111_320]);
    const twice = metres.reduce((sum, [x = 0, y = 0], index) => {
      const [x2 = 0, y2 = 0] = metres[(index + 1) % metres.length]!;
      return sum + x * y2 - x2 * y;
    }, 0);
    // Counter-clockwise (RFC 7946), so the sum is positive.
    expect(Math.abs(twice / 2 / 120_000 - 1)).toBeLessThan(0.05);
  },
);
