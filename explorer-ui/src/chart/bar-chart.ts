import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  signal,
} from '@angular/core';

export interface Bar {
  readonly key: string;
  /** In full, for the tip. */
  readonly name: string;
  /** Below the bar. */
  readonly label: string;
  readonly value: number;
  /** The number in words, for the tip. */
  readonly said: string;
}

const height = 160;
/** Room below for the labels. */
const foot = 34;
/** Width of the letters of one label, and the room that it has beside others. */
const letters = 52;
const labelWidth = 64;

/** Bars of one series, drawn by hand: the numbers stand in the table beside it, which says the same. */
@Component({
  selector: 'dn-bar-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg class="bars" role="img" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + width() + ' ' + (floor + foot)">
      <line class="axis" x1="0" [attr.x2]="width()" [attr.y1]="floor" [attr.y2]="floor" />
      @for (bar of drawn(); track bar.key) {
        <rect class="bar" [attr.x]="bar.x" [attr.y]="bar.y" [attr.width]="bar.width" [attr.height]="bar.height" rx="3">
          <title>{{ bar.name }}: {{ bar.said }}</title>
        </rect>
        @if (bar.isLabelled) {
          <text class="tick" [attr.x]="bar.labelX" [attr.y]="floor + 20" text-anchor="middle">
            {{ bar.label }}
          </text>
        }
      }
    </svg>
  `,
})
export class BarChart {
  readonly floor = height;
  readonly foot = foot;
  readonly label = input.required<string>();
  readonly bars = input.required<readonly Bar[]>();
  /** Drawn one to one, so that labels have the size of other text on a phone as on a wide screen. */
  readonly width = signal(640);
  readonly drawn = computed(() => {
    const bars = this.bars();
    const most = Math.max(1, ...bars.map(({ value }) => value));
    const step = this.width() / Math.max(1, bars.length);
    // Labels of many bars would overlap.
    const every = Math.ceil(labelWidth / step);
    return bars.map((bar, index) => {
      const tall = bar.value === 0 ? 0 : Math.max(2, ((height - 8) * bar.value) / most);
      const room = Math.min(48, step * 0.7);
      return {
        ...bar,
        ...{ x: index * step + (step - room) / 2, y: height - tall, width: room, height: tall },
        isLabelled: (bars.length - 1 - index) % every === 0,
        // The outermost labels must not leave the picture.
        labelX: Math.min(Math.max(index * step + step / 2, letters / 2), this.width() - letters / 2),
      };
    });
  });

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const seen = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width > 0) this.width.set(width);
    });
    seen.observe(host);
    inject(DestroyRef).onDestroy(() => seen.disconnect());
  }
}
