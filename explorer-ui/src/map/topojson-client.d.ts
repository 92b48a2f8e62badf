/** The part of topojson-client 3 that the map uses; the package brings no types. */
declare module 'topojson-client' {
  export interface Topology {
    readonly objects: Readonly<Record<string, unknown>>;
  }
  export interface CommuneFeature {
    readonly type: 'Feature';
    readonly properties: { readonly code: string };
    readonly geometry: object;
  }
  export function feature(
    topology: Topology,
    object: unknown,
  ): { readonly type: 'FeatureCollection'; readonly features: readonly CommuneFeature[] };
}
