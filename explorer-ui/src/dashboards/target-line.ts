import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { boardWords } from './board-words.ts';
import type { MeasureNumbers } from './dashboard-answers.ts';

/** How much of a year's target is reached; nothing where none is set. */
@Component({
  selector: 'dn-target-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (target(); as aim) {
      <p class="target">
        <span>{{ w.t('board.target', { year: aim.year }) }}: {{ aim.says }}</span>
        <progress max="100" [value]="aim.share" [attr.aria-label]="w.t('board.target', { year: aim.year })"></progress>
      </p>
    }
  `,
})
export class TargetLine {
  readonly w = boardWords();
  readonly of = input.required<Pick<MeasureNumbers, 'target' | 'unit' | 'amountIn'>>();
  readonly target = computed(() => {
    const { target, unit, amountIn } = this.of();
    if (target === null || target.value === null || target.value === 0 || target.reached === null) return undefined;
    const share = Math.round((100 * target.reached) / target.value);
    const inUnit = target.of === 'amount' && amountIn !== undefined ? amountIn.unit : unit;
    const says = this.w.t('board.target-says', {
      ...{ share: this.w.formats.number(share), value: this.w.formats.number(target.value) },
      unit: this.w.said(inUnit),
    });
    return { year: target.year, share: Math.min(100, share), says };
  });
}
