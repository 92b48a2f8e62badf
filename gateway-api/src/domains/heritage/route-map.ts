import { html, type Html } from '../../stated-page/html.ts';
import { provinceOutline } from './province-outline.ts';

type Point = readonly [longitude: number, latitude: number];
const width = 640;

/** Plate carrée, squeezed by the latitude of the middle: good to a pixel at the size of a province. */
function projection() {
  const [lons, lats] = [provinceOutline.map(([lon]) => lon / 1000), provinceOutline.map(([, lat]) => lat / 1000)];
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * squeeze);
  const project = ([lon, lat]: Point): Point => [
    Math.round((lon - west) * squeeze * scale * 10) / 10,
    Math.round((north - lat) * scale * 10) / 10,
  ];
  return { project, height: Math.round((north - south) * scale) };
}

export interface MapStop {
  readonly number: number;
  readonly name: string;
  readonly pointE7: Point;
}

/** The box of these points with room around them, never less than a third of the province, in the drawing's proportions. */
function viewAround(points: readonly Point[], height: number): { readonly box: string; readonly zoom: number } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const ratio = width / height;
  const span = Math.min(width, Math.max(1.6 * (right - left), 1.6 * (bottom - top) * ratio, width / 3));
  const [x, y] = [(left + right - span) / 2, (top + bottom - span / ratio) / 2];
  return { box: [x, y, span, span / ratio].map((value) => value.toFixed(1)).join(' '), zoom: span / width };
}

/** The stops on the province's outline, numbered; the list beside it says the same in words. */
export function routeMap(title: string, stops: readonly MapStop[]): Html {
  const { project, height } = projection();
  const land = provinceOutline.map(([lon, lat]) => project([lon / 1000, lat / 1000]).join(',')).join(' ');
  const marks = stops.map((stop) => ({ ...stop, at: project([stop.pointE7[0] / 1e7, stop.pointE7[1] / 1e7]) }));
  const { box, zoom } = viewAround(
    marks.map(({ at }) => at),
    height,
  );
  const size = (pixels: number): string => (pixels * zoom).toFixed(1);
  return html`<svg class="route-map" viewBox="${box}" role="img" aria-label="${title}">
    <polygon class="land" points="${land}" />
    <polyline class="way" points="${marks.map(({ at }) => at.join(',')).join(' ')}" />
    ${marks.map(
      ({ at: [x, y], number, name }) =>
        html`<g>
          <title>${number}. ${name}</title>
          <circle cx="${x}" cy="${y}" r="${size(20)}" />
          <text x="${x}" y="${(y + 8 * zoom).toFixed(1)}" font-size="${size(22)}">${number}</text>
        </g>`,
    )}
  </svg>`;
}
