import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { normaliseId, parseTypedId } from '@daunguon/proof';
import type { BatchBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { ListAnswer } from '../../api/answers.ts';
import { TextField } from '../../form/text-field.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { RecordTable } from '../../record/record-table.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';

/** Goods on their way to the person's unit, and the way to one by the code on its label. */
@Component({
  imports: [PageState, RecordTable, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('batch.receive') }}</h1>
    <p class="lead">{{ t('batch.receive-lead') }}</p>
    <form class="card form" novalidate (submit)="open($event)">
      <dn-text-field [label]="t('batch.receive-scan')" [maxlength]="120" [(value)]="code" [error]="wrong()" />
      <button type="submit" class="secondary" [disabled]="code().trim() === ''">{{ t('batch.open') }}</button>
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
  readonly formats = inject(Formats);
  readonly code = signal('');
  readonly #tried = signal(false);
  /** A label's address as a scanner types it, or the code below it with its check character. */
  readonly #id = computed(() => {
    const scanned = /\/r\/([0-9A-Z]+)/i.exec(this.code())?.[1];
    return scanned === undefined ? parseTypedId(this.code()) : normaliseId(scanned);
  });
  readonly wrong = computed(() => (this.#tried() && this.#id() === undefined ? this.t('form.wrong') : undefined));
  readonly coming = resource({
    params: () => this.#session.unit() || undefined,
    loader: ({ params: unit, abortSignal }) =>
      this.#api.get<ListAnswer<BatchBody>>(`/api/origin/batches?transitTo=${unit}&limit=1000`, abortSignal),
  });
  readonly items = computed(() => (this.coming.hasValue() ? this.coming.value().items : []));

  open(event: Event): void {
    event.preventDefault();
    this.#tried.set(true);
    const id = this.#id();
    if (id !== undefined) void this.#router.navigateByUrl(`/origin/batches/${id}`);
  }
}
