/** The part of d3-geo 3 that the map uses; the package brings no types. */
declare module 'd3-geo' {
  export interface Projection {
    (point: readonly [number, number]): [number, number] | null;
    fitSize(size: readonly [number, number], object: object): Projection;
  }
  export interface PathMaker {
    (object: object): string | null;
    centroid(object: object): [number, number];
  }
  export function geoMercator(): Projection;
  export function geoPath(projection: Projection): PathMaker;
}
