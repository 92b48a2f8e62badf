import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { RecordTable } from '../../record/record-table.ts';

/** Recall notices, and the way to a new one. */
@Component({
  imports: [PagedListView, RecordTable, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('recall.list') }}</h1>
    <p class="lead">
      {{ t('recall.lead') }} <a routerLink="/origin/all-batches">{{ t('nav.all-batches') }}</a>
    </p>
    <dn-paged-list [of]="list">
      <dn-record-table [records]="list.items()" [label]="t('recall.list')" />
    </dn-paged-list>
  `,
})
export class RecallsPage {
  readonly t = inject(Words).t;
  readonly list = pagedItems('/api/origin/recalls');
}
