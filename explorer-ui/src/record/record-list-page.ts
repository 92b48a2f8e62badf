import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { addressOf } from '../api/asked.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import { ListFilters } from './list-filters.ts';
import { Lists } from './lists.ts';
import { pagedItems } from './paged-list.ts';
import { PagedListView } from './paged-list-view.ts';
import { RecordTable } from './record-table.ts';

/** The list of any record type. */
@Component({
  imports: [ListFilters, PagedListView, PageState, RecordTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ words.of('type', type()) }}</h1>
    <dn-list-filters [text]="text()" [status]="status()" />
    <dn-page-state [of]="path" (again)="path.reload()" />
    <dn-paged-list [of]="list">
      <dn-record-table [records]="list.items()" [label]="words.of('type', type())" />
    </dn-paged-list>
    @if (list.items().length > 0) {
      <a class="button secondary" [href]="csv()" download>{{ words.t('list.csv') }}</a>
    }
  `,
})
export class RecordListPage {
  readonly #lists = inject(Lists);
  readonly words = inject(Words);
  readonly domain = input.required<string>();
  readonly kind = input.required<string>();
  readonly text = input<string>();
  readonly status = input<string>();
  readonly type = computed(() => `${this.domain()}/${this.kind()}`);
  readonly csv = computed(() =>
    addressOf('/api/lists/{domain}/{kind}.csv', {
      path: { domain: this.domain(), kind: this.kind() },
      query: { text: this.text(), status: this.status() },
    }),
  );
  readonly path = resource({ params: () => this.type(), loader: ({ params }) => this.#lists.pathOf(params) });
  readonly list = pagedItems(
    () => (this.path.hasValue() ? this.path.value() : undefined),
    () => ({ query: { text: this.text(), status: this.status() } }),
  );
}
