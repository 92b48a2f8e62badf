import { sha256Hex } from '@daunguon/proof';

/** SHA-256 of a file's bytes: the file itself stays on the device. */
export const digestOf = async (file: Blob): Promise<string> => sha256Hex(new Uint8Array(await file.arrayBuffer()));

interface Geo {
  readonly type?: string;
  readonly geometry?: Geo;
  readonly features?: readonly Geo[];
  readonly coordinates?: readonly (readonly (readonly number[])[])[];
}

/** The outer ring of the one polygon of a GeoJSON text in 1e-7 degrees (RFC 7946), as JSON; undefined where there is none. */
export const ringIn = (text: string): string | undefined => {
  let geo: Geo | undefined;
  try {
    geo = JSON.parse(text) as Geo;
  } catch {
    return undefined;
  }
  if (geo.type === 'FeatureCollection') geo = geo.features?.length === 1 ? geo.features[0] : undefined;
  if (geo?.type === 'Feature') geo = geo.geometry;
  const ring = geo?.type === 'Polygon' ? geo.coordinates?.[0] : undefined;
  const isPoint = (point: readonly number[]) => point.length >= 2 && point.every((one) => Number.isFinite(one));
  if (!Array.isArray(ring) || ring.length < 4 || !ring.every((point) => Array.isArray(point) && isPoint(point)))
    return undefined;
  return JSON.stringify(ring.map(([x = 0, y = 0]) => [Math.round(x * 1e7), Math.round(y * 1e7)]));
};
