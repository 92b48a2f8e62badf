import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { CarbonListPath } from '../../api/answers.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { RecordTable } from '../../record/record-table.ts';
import { PageState } from '../../shell/page-state.ts';
import { ActPanel } from './act-panel.ts';
import { InternalNotice } from './internal-notice.ts';

/** Records of one carbon type, and the form that makes one. */
@Component({
  imports: [ActPanel, InternalNotice, PageState, RecordTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ words.of('type', type()) }}</h1>
    <dn-carbon-notice />
    <dn-carbon-acts [of]="'new ' + type()" (changed)="list.reload()" />
    <dn-page-state
      [of]="list.first"
      [empty]="list.items().length === 0"
      [emptyText]="t('carbon.none')"
      (again)="list.reload()"
    />
    @if (list.items().length > 0) {
      <dn-record-table [records]="list.items()" [label]="words.of('type', type())" />
      @if (list.hasMore()) {
        <button type="button" class="secondary" (click)="list.more()">{{ t('state.more') }}</button>
      }
    }
  `,
})
export class CarbonRecordsPage {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly type = input.required<string>();
  readonly path = input.required<CarbonListPath>();
  readonly list = pagedItems(() => this.path());
}
