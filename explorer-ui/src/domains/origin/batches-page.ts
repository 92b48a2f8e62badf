import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { ListFilters } from '../../record/list-filters.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';

const titles = { mine: 'batch.mine', all: 'batch.all', held: 'batch.held' } as const;

/** Batches: of the person's unit, of everybody, or those that an inspector has to look at. */
@Component({
  imports: [ListFilters, PagedListView, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t(title()) }}</h1>
    @if (scope() === 'held') {
      <p class="lead">{{ t('batch.held-lead') }}</p>
    } @else {
      <dn-list-filters [text]="text()" [status]="status()" />
    }
    <dn-paged-list [of]="list" [label]="t(title())" [emptyText]="scope() === 'held' ? t('batch.not-held-now') : ''">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('batch.lot') }}</th>
            <th scope="col">{{ t('batch.product') }}</th>
            <th scope="col" class="number">{{ t('batch.weight') }}</th>
            <th scope="col" class="number">{{ t('batch.remaining') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
            <th scope="col">{{ t('record.at') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (batch of list.items(); track batch.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/origin/batches/' + batch.id">{{ batch.body.lot }}</a>
              </th>
              <td>{{ batch.body.product.name }}</td>
              <td class="number">{{ formats.number(batch.body.weightKg) }}</td>
              <td class="number">{{ formats.number(batch.body.remainingKg) }}</td>
              <td><dn-status [status]="batch.status" /></td>
              <td>{{ formats.time(batch.ts) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class BatchesPage {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  /** From the route. */
  readonly scope = input<'mine' | 'all' | 'held'>('mine');
  readonly text = input<string>();
  readonly status = input<string>();
  readonly title = computed(() => titles[this.scope()]);
  readonly list = pagedItems('/api/origin/batches', () => {
    const scope = this.scope();
    if (scope === 'held') return { query: { status: 'held' } };
    const owner = scope === 'all' ? undefined : this.#session.unit();
    return { query: { text: this.text(), status: this.status(), owner } };
  });
}
