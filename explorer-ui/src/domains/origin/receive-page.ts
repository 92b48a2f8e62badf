import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { attempt } from '../../command/attempt.ts';
import { Words } from '../../i18n/words.ts';
import { RecordTable } from '../../record/record-table.ts';
import { LabelCode } from '../../scan/label-code.ts';
import { recordOrLotOnLabel } from '../../scan/label-text.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';

/** Goods on their way to the person's unit, and the way to one by the code on its label. */
@Component({
  imports: [LabelCode, PageState, RecordTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('batch.receive') }}</h1>
    <p class="lead">{{ t('batch.receive-lead') }}</p>
    <form class="card form" novalidate (submit)="open($event)">
      <dn-label-code
        [(code)]="code"
        [reads]="reads"
        [tried]="tried()"
        [error]="opening.error() ?? undefined"
        (found)="open()"
      />
      <button type="submit" class="secondary" [disabled]="opening.busy() || code().trim() === ''">
        {{ t('batch.open') }}
      </button>
    </form>
    <dn-page-state
      [of]="coming"
      [empty]="items().length === 0"
      [emptyText]="t('batch.receive-none')"
      (again)="coming.reload()"
    />
    @if (items().length > 0) {
      <dn-record-table [records]="items()" [label]="t('batch.receive')" />
    }
  `,
})
export class ReceivePage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  readonly t = inject(Words).t;
  readonly code = signal('');
  readonly tried = signal(false);
  readonly opening = attempt();
  readonly reads = recordOrLotOnLabel;
  readonly coming = resource({
    params: () => this.#session.unit() || undefined,
    loader: ({ params: unit, abortSignal }) =>
      this.#api.get('/api/origin/batches', { query: { transitTo: unit, limit: '1000' } }, abortSignal),
  });
  readonly items = computed(() => (this.coming.hasValue() ? this.coming.value().items : []));

  /** By a scan, or as a scanner types: the code, then Enter. */
  async open(event?: Event): Promise<void> {
    event?.preventDefault();
    this.tried.set(true);
    const named = recordOrLotOnLabel(this.code());
    if (named === undefined) return;
    // Of a product's number and lot the register knows which batch they are.
    const id = named.includes('/') ? await this.opening.run(() => this.#batchOfLot(named)) : named;
    if (id !== undefined) await this.#router.navigateByUrl(`/origin/batches/${id}`);
  }

  async #batchOfLot(alias: string): Promise<string> {
    try {
      const [, gtin = '', , lot = ''] = alias.split('/');
      return (await this.#api.get('/r/01/{gtin}/10/{lot}', { path: { gtin, lot: decodeURIComponent(lot) } })).id;
    } catch (error) {
      // The answer is a proof that there is none, without words.
      const isUnknown = error instanceof ApiError && error.kind === 'not-found';
      throw isUnknown ? new ApiError('not-found', this.t('batch.receive-no-lot')) : error;
    }
  }
}
