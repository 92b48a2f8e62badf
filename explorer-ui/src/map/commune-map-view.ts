import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Formats } from '../format/formats.ts';
import { communeMap, mapSize } from './commune-shapes.ts';

/** A polygon or a mark on the map. */
export interface MapMark {
  readonly id: string;
  readonly label: string;
  readonly commune: string;
  /** Longitude and latitude in 1e-7 degrees; absent: a mark at the commune. */
  readonly polygonE7?: readonly (readonly [number, number])[] | undefined;
}

const steps = 5;
let count = 0;

/** The box of the points with half as much room around them as they take themselves, in the proportions of the map. */
const viewAround = (points: readonly (readonly [number, number])[]): string => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const ratio = mapSize.width / mapSize.height;
  const width = 2 * Math.max(right - left, (bottom - top) * ratio, 0.1);
  return [(left + right - width) / 2, (top + bottom - width / ratio) / 2, width, width / ratio].join(' ');
};

/** Communes in shades of a count, or with marks; its table twin stands beside it and holds the same numbers. */
@Component({
  selector: 'dn-commune-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (map.hasValue()) {
      <svg class="map" [class.near]="isNear()" role="img" [attr.aria-label]="label()" [attr.viewBox]="viewBox()">
        <g [attr.id]="communesId">
          @for (shape of map.value().shapes; track shape.code) {
            <path [attr.d]="shape.path" [class]="'commune shade-' + shade(shape.code)">
              <title>
                {{ formats.commune(shape.code) }}{{ counts() ? ': ' + (counts()?.get(shape.code) ?? 0) : '' }}
              </title>
            </path>
          }
        </g>
        @for (mark of drawn(); track mark.id) {
          @if (mark.path) {
            <path class="area" [attr.d]="mark.path">
              <title>{{ mark.label }}</title>
            </path>
          } @else {
            <circle class="area" r="7" [attr.cx]="mark.at[0]" [attr.cy]="mark.at[1]">
              <title>{{ mark.label }}</title>
            </circle>
          }
        }
      </svg>
      @if (isNear()) {
        <svg class="whereabouts" aria-hidden="true" [attr.viewBox]="whole">
          <use [attr.href]="'#' + communesId" />
          @for (mark of drawn(); track mark.id) {
            <circle class="area" r="16" [attr.cx]="mark.at[0]" [attr.cy]="mark.at[1]" />
          }
        </svg>
      }
    }
  `,
})
export class CommuneMapView {
  readonly formats = inject(Formats);
  readonly communesId = `communes-${(count += 1)}`;
  readonly whole = `0 0 ${mapSize.width} ${mapSize.height}`;
  readonly label = input.required<string>();
  readonly counts = input<ReadonlyMap<string, number>>();
  readonly marks = input<readonly MapMark[]>([]);
  /** Close around the marks' polygons rather than the whole province, which then stands beside them, small. */
  readonly zoomed = input(false);
  readonly map = resource({ loader: () => communeMap() });
  readonly #most = computed(() => Math.max(1, ...(this.counts()?.values() ?? [])));

  readonly drawn = computed(() => {
    if (!this.map.hasValue()) return [];
    const { shapes, project } = this.map.value();
    const centres = new Map(shapes.map(({ code, centre }) => [code, centre]));
    return this.marks().map(({ id, label, commune, polygonE7 }) => {
      const points = (polygonE7 ?? []).map(([lon, lat]) => project([lon / 1e7, lat / 1e7]));
      const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
      const hasShape = points.length > 2;
      const at = hasShape ? ([mean(0), mean(1)] as const) : (centres.get(commune) ?? [0, 0]);
      // A dozen hectares are a speck on a map of the province: seen only as a mark.
      return { id, label, at, path: hasShape && this.zoomed() ? `M${points.join('L')}Z` : '' };
    });
  });

  readonly isNear = computed(() => this.viewBox() !== this.whole);
  readonly viewBox = computed((): string => {
    if (!this.zoomed() || !this.map.hasValue()) return this.whole;
    const { project } = this.map.value();
    const points = this.marks().flatMap(({ polygonE7 = [] }) =>
      polygonE7.map(([lon, lat]) => project([lon / 1e7, lat / 1e7])),
    );
    return points.length === 0 ? this.whole : viewAround(points);
  });

  /** 0 for none, else 1 to 5 by share of the largest. */
  readonly shade = (code: string): number => Math.ceil((steps * (this.counts()?.get(code) ?? 0)) / this.#most());
}
