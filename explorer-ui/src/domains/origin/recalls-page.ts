import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecallBody } from '@daunguon/records';
import { Words } from '../../i18n/words.ts';
import { pagedList } from '../../record/paged-list.ts';
import { RecordTable } from '../../record/record-table.ts';
import { PageState } from '../../shell/page-state.ts';

/** Recall notices, and the way to a new one. */
@Component({
  imports: [PageState, RecordTable, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('recall.list') }}</h1>
    <p class="lead">
      {{ t('recall.lead') }} <a routerLink="/origin/all-batches">{{ t('nav.all-batches') }}</a>
    </p>
    <dn-page-state [of]="list.first" [empty]="list.items().length === 0" (again)="list.reload()" />
    @if (list.items().length > 0) {
      <dn-record-table [records]="list.items()" [label]="t('recall.list')" />
      @if (list.hasMore()) {
        <button type="button" class="secondary" (click)="list.more()">{{ t('state.more') }}</button>
      }
    }
  `,
})
export class RecallsPage {
  readonly t = inject(Words).t;
  readonly list = pagedList<RecallBody>(signal('/api/origin/recalls'));
}
