import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import { ListFilters } from './list-filters.ts';
import { Lists } from './lists.ts';
import { listPath } from './list-path.ts';
import { pagedList } from './paged-list.ts';
import { RecordTable } from './record-table.ts';

/** The list of any record type. */
@Component({
  imports: [ListFilters, PageState, RecordTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ words.of('type', type()) }}</h1>
    <dn-list-filters [text]="text()" [status]="status()" />
    <dn-page-state [of]="path" (again)="path.reload()" />
    <dn-page-state [of]="list.first" [empty]="list.items().length === 0" (again)="list.reload()" />
    @if (list.items().length > 0) {
      <dn-record-table [records]="list.items()" [label]="words.of('type', type())" />
      <p class="count">{{ t('state.shown', { count: list.items().length }) }}</p>
      @if (list.hasMore()) {
        <button type="button" class="secondary" (click)="list.more()">{{ t('state.more') }}</button>
      }
    }
  `,
})
export class RecordListPage {
  readonly #lists = inject(Lists);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly domain = input.required<string>();
  readonly kind = input.required<string>();
  readonly text = input<string>();
  readonly status = input<string>();
  readonly type = computed(() => `${this.domain()}/${this.kind()}`);
  readonly path = resource({ params: () => this.type(), loader: ({ params }) => this.#lists.pathOf(params) });
  readonly list = pagedList(
    computed(() =>
      this.path.hasValue() ? listPath(this.path.value(), { text: this.text(), status: this.status() }) : undefined,
    ),
  );
}
