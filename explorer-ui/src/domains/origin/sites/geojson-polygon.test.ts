import { expect, test } from '@jest/globals';
import { boundaryOf, ringAreaM2, type BoundaryFault } from './geojson-polygon.ts';

const ring = [
  [107.398, 10.93],
  [107.4012, 10.93],
  [107.4012, 10.9332],
  [107.398, 10.9332],
  [107.398, 10.93],
];
const polygon = { type: 'Polygon', coordinates: [ring] };
const feature = { type: 'Feature', properties: {}, geometry: polygon };
const points = [
  [1_073_980_000, 109_300_000],
  [1_074_012_000, 109_300_000],
  [1_074_012_000, 109_332_000],
  [1_073_980_000, 109_332_000],
];

test.each([
  ['a geometry', polygon],
  ['a feature', feature],
  ['a collection of one', { type: 'FeatureCollection', features: [feature] }],
  ['one polygon of many', { type: 'MultiPolygon', coordinates: [[ring]] }],
  ['heights', { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x, y, 120])] }],
])('%s gives the outer ring, not closed', (_, value) => {
  expect(boundaryOf(JSON.stringify(value))).toMatchObject({ kind: 'polygon', points });
});

test('a square of about 350 m has about 12 ha', () => {
  // One degree of latitude is 111.195 km on this sphere; of longitude, times the cosine of the latitude.
  const expected = 0.0032 * 111_195 * (0.0032 * 111_195 * Math.cos((10.9316 * Math.PI) / 180));
  const measured = ringAreaM2(points as [number, number][]);
  expect(Math.abs(measured - expected) / expected).toBeLessThan(0.001);
  expect(ringAreaM2(points.toReversed() as [number, number][])).toBe(measured);
});

test('a triangle has the four points that the ledger asks for', () => {
  const triangle = { type: 'Polygon', coordinates: [[ring[0], ring[1], ring[2], ring[0]]] };
  expect(boundaryOf(JSON.stringify(triangle))).toMatchObject({
    points: [points[0], points[1], points[2], points[0]],
  });
});

const swapped = { type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] };
const moved = { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x! + 30, y])] };
const bowTie = { type: 'Polygon', coordinates: [[ring[0], ring[2], ring[1], ring[3], ring[0]]] };
const circle = Array.from({ length: 600 }, (_, index) => {
  const angle = (index / 600) * 2 * Math.PI;
  return [107.4 + 0.01 * Math.cos(angle), 10.9 + 0.01 * Math.sin(angle)];
});
test.each<[BoundaryFault, unknown]>([
  ['no-polygon', { type: 'Point', coordinates: [107, 10.9] }],
  ['no-polygon', null],
  ['no-polygon', { type: 'Polygon', coordinates: 'x' }],
  ['several', { type: 'MultiPolygon', coordinates: [[ring], [ring]] }],
  ['hole', { type: 'Polygon', coordinates: [ring, ring] }],
  ['position', { type: 'Polygon', coordinates: [[[107.3, '10.9'], ...ring]] }],
  ['swapped', swapped],
  ['far', moved],
  ['few', { type: 'Polygon', coordinates: [[ring[0], ring[1], ring[0]]] }],
  ['many', { type: 'Polygon', coordinates: [circle] }],
  ['crossing', bowTie],
])('%s is said of %j', (fault, value) => {
  expect(boundaryOf(JSON.stringify(value))).toEqual({ kind: 'fault', fault });
});

test('what is no JSON is said so', () => {
  expect(boundaryOf('107.4, 10.9')).toEqual({ kind: 'fault', fault: 'not-json' });
});
