import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Words } from '../i18n/words.ts';

/** One box for everything on the ledger; the address of what it finds holds what was typed. */
@Component({
  selector: 'dn-ledger-search',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="filters" role="search" (submit)="find($event)">
      <label class="wide">
        <span
          >{{ t('ledger.search') }} <small>({{ t('ledger.search-hint') }})</small></span
        >
        <input name="text" type="search" maxlength="200" required [value]="text() ?? ''" />
      </label>
      <button type="submit" class="primary">{{ t('list.find') }}</button>
    </form>
  `,
})
export class LedgerSearch {
  readonly #router = inject(Router);
  readonly t = inject(Words).t;
  readonly text = input<string>();

  find(event: Event): void {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('text') ?? '').trim();
    if (text !== '') void this.#router.navigate(['/ledger/search'], { queryParams: { text } });
  }
}
