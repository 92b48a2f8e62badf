import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { recordStatuses } from '@daunguon/records';
import { Words } from '../i18n/words.ts';

/** Search and status of a list. Their state is the address, so that a link keeps them. */
@Component({
  selector: 'dn-list-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="filters" role="search" (submit)="find($event)">
      <label>
        <span
          >{{ t('list.search') }} <small>({{ t('list.search-hint') }})</small></span
        >
        <input name="text" type="search" maxlength="100" [value]="text() ?? ''" />
      </label>
      <label>
        <span>{{ t('list.status') }}</span>
        <select name="status" [value]="status() ?? ''">
          <option value="">{{ t('list.all') }}</option>
          @for (one of statuses; track one) {
            <option [value]="one" [selected]="one === status()">{{ words.of('status', one) }}</option>
          }
        </select>
      </label>
      <button type="submit" class="secondary">{{ t('list.find') }}</button>
      @if (text() || status()) {
        <button type="button" class="plain" (click)="go('', '')">{{ t('list.clear') }}</button>
      }
    </form>
  `,
})
export class ListFilters {
  readonly #router = inject(Router);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly statuses = recordStatuses;
  readonly text = input<string>();
  readonly status = input<string>();

  find(event: Event): void {
    event.preventDefault();
    const sent = new FormData(event.target as HTMLFormElement);
    this.go(String(sent.get('text') ?? '').trim(), String(sent.get('status') ?? ''));
  }

  go(text: string, status: string): void {
    const queryParams = { text: text || null, status: status || null };
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
