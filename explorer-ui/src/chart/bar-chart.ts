import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

export interface Bar {
  readonly key: string;
  /** Below the bar. */
  readonly label: string;
  readonly value: number;
  /** The number in words, for the tip. */
  readonly said: string;
}

const height = 160;
/** Room below for the labels. */
const foot = 34;

/** Bars of one series, drawn by hand: the numbers stand in the table beside it, which says the same. */
@Component({
  selector: 'dn-bar-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg class="bars" role="img" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + width() + ' ' + (floor + foot)">
      <line class="axis" x1="0" [attr.x2]="width()" [attr.y1]="floor" [attr.y2]="floor" />
      @for (bar of drawn(); track bar.key) {
        <rect class="bar" [attr.x]="bar.x" [attr.y]="bar.y" [attr.width]="bar.width" [attr.height]="bar.height" rx="3">
          <title>{{ bar.label }}: {{ bar.said }}</title>
        </rect>
        @if (bar.isLabelled) {
          <text class="tick" [attr.x]="bar.x + bar.width / 2" [attr.y]="floor + 20" text-anchor="middle">
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
  readonly width = computed(() => Math.max(360, this.bars().length * 56));
  readonly drawn = computed(() => {
    const bars = this.bars();
    const most = Math.max(1, ...bars.map(({ value }) => value));
    const step = this.width() / Math.max(1, bars.length);
    // Labels of many bars would overlap.
    const every = Math.ceil(bars.length / Math.max(1, Math.floor(this.width() / 64)));
    return bars.map((bar, index) => {
      const tall = bar.value === 0 ? 0 : Math.max(2, ((height - 8) * bar.value) / most);
      const room = Math.min(48, step * 0.7);
      return {
        ...bar,
        ...{ x: index * step + (step - room) / 2, y: height - tall, width: room, height: tall },
        isLabelled: (bars.length - 1 - index) % every === 0,
      };
    });
  });
}
