import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { communeChoices } from '../format/commune-choices.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';

/** Months and commune of a dashboard. Their state is the address, so that a link keeps them. */
@Component({
  selector: 'dn-span-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="filters" (submit)="show($event)">
      <label>
        <span>{{ t('board.from') }}</span>
        <input name="from" type="month" [value]="from()" />
      </label>
      <label>
        <span>{{ t('board.to') }}</span>
        <input name="to" type="month" [value]="to()" />
      </label>
      @if (hasPlaces()) {
        <label>
          <span>{{ t('board.commune') }}</span>
          <select name="commune">
            <option value="">{{ t('board.whole') }}</option>
            @for (one of communes(); track one.value) {
              <option [value]="one.value" [selected]="one.value === commune()">{{ one.label }}</option>
            }
          </select>
        </label>
      }
      <button type="submit" class="secondary">{{ t('board.apply') }}</button>
    </form>
  `,
})
export class SpanFilters {
  readonly #router = inject(Router);
  readonly t = inject(Words).t;
  readonly #formats = inject(Formats);
  readonly communes = computed(() => communeChoices(this.#formats));
  readonly from = input('');
  readonly to = input('');
  readonly commune = input<string>();
  readonly hasPlaces = input(true);

  show(event: Event): void {
    event.preventDefault();
    const sent = new FormData(event.target as HTMLFormElement);
    const value = (name: string): string | null => String(sent.get(name) ?? '') || null;
    const queryParams = { from: value('from'), to: value('to'), commune: value('commune') };
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
