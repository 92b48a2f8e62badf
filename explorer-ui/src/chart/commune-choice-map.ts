import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  resource,
  signal,
} from '@angular/core';
import { byName } from '../format/fold.ts';
import { Formats } from '../format/formats.ts';
import { communeMap, mapSize } from '../map/commune-shapes.ts';

const steps = 5;

/**
 * Communes in shades of a number, to choose one from: one stop of the Tab key, arrows go from commune to commune in the order of their names,
 * Enter or Space chooses (ARIA listbox). The table beside it holds the same numbers.
 */
@Component({
  selector: 'dn-commune-choice-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (map.hasValue()) {
      <svg class="map" [attr.viewBox]="'0 0 ${mapSize.width} ${mapSize.height}'">
        <g role="listbox" [attr.aria-label]="label()" (keydown)="move($event)">
          @for (shape of shapes(); track shape.code) {
            <path
              role="option"
              [attr.d]="shape.path"
              [attr.data-code]="shape.code"
              [class]="'commune shade-' + shape.shade"
              [class.chosen]="shape.code === chosen()"
              [attr.aria-selected]="shape.code === chosen()"
              [attr.aria-label]="shape.label"
              [attr.tabindex]="shape.code === stop() ? 0 : -1"
              (focus)="at.set(shape.code)"
              (click)="choose.emit(shape.code)"
            >
              <title>{{ shape.label }}</title>
            </path>
          }
        </g>
      </svg>
    }
  `,
})
export class CommuneChoiceMap {
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #formats = inject(Formats);
  readonly label = input.required<string>();
  readonly counts = input.required<ReadonlyMap<string, number>>();
  readonly chosen = input<string>();
  readonly choose = output<string>();
  readonly map = resource({ loader: () => communeMap() });
  /** Where the keyboard is. */
  readonly at = signal<string | undefined>(undefined);

  readonly shapes = computed(() => {
    const counts = this.counts();
    const most = Math.max(1, ...counts.values());
    return (this.map.hasValue() ? this.map.value().shapes : [])
      .map(({ code, path }) => {
        const count = counts.get(code) ?? 0;
        const name = this.#formats.commune(code);
        return {
          ...{ code, path, name, label: `${name}: ${this.#formats.number(count)}` },
          shade: Math.ceil((steps * count) / most),
        };
      })
      .sort((a, b) => byName(a.name, b.name));
  });
  readonly stop = computed(() => this.at() ?? this.chosen() ?? this.shapes()[0]?.code);

  move(event: KeyboardEvent): void {
    const codes = this.shapes().map(({ code }) => code);
    const here = Math.max(0, codes.indexOf(this.stop() ?? ''));
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const code = codes[here];
      if (code !== undefined) this.choose.emit(code);
      return;
    }
    const places: Readonly<Record<string, number>> = {
      ...{ ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1 },
      ...{ Home: 0, End: codes.length - 1 },
    };
    const next = codes[Math.min(Math.max(places[event.key] ?? NaN, 0), codes.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    this.#host.nativeElement.querySelector<SVGElement>(`[data-code="${next}"]`)?.focus();
  }
}
