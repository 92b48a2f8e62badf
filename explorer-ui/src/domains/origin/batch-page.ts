import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { RecordView } from '../../record/record-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { BatchActions } from './batch-actions.ts';
import { massBalance } from './mass-balance.ts';
import { RelativesTable } from './relatives-table.ts';

/** One batch: what can be done with it, its balance, family and way, and all that is known of its record. */
@Component({
  imports: [BatchActions, PageState, RecordView, RelativesTable, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './batch-page.html',
})
export class BatchPage {
  readonly #api = inject(Api);
  readonly session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/origin/batches/{id}', { path: { id: params } }, abortSignal),
  });
  readonly balance = computed(() =>
    this.answer.hasValue() ? massBalance(this.answer.value().record.body) : undefined,
  );
}
