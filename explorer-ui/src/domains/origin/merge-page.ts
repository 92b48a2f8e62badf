import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { versionOf } from '../../command/command-form.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { draft } from '../../form/draft.ts';
import { TextField } from '../../form/text-field.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { listed, mergeable } from './merge-choices.ts';
import { takenInputs } from './taken-inputs.ts';
import { TakenWeights } from './taken-weights.ts';

/** Lots of one product become one lot: how much of each, and its number. */
@Component({
  imports: [CommandProgress, PageState, RouterLink, SigningNote, TakenWeights, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a [routerLink]="'/origin/batches/' + id()">{{ t('batch.open') }}</a>
    </p>
    <h1>{{ t('batch.merge') }}</h1>
    <p class="lead">{{ t('batch.merge-lead') }}</p>
    @if (!run.done()) {
      <dn-page-state
        [of]="own"
        [empty]="batches().length < 2"
        [emptyText]="t('batch.merge-none')"
        (again)="own.reload()"
      />
      @if (batches().length > 1) {
        <form class="card form" novalidate (submit)="send($event)">
          @if (restored()) {
            <p class="hint" role="status">{{ t('form.kept') }}</p>
          }
          <fieldset>
            <legend>{{ t('batch.pack-inputs') }}</legend>
            @if (batches().length > 20) {
              <dn-text-field [label]="t('batch.merge-find')" [optional]="true" [maxlength]="20" [(value)]="text" />
            }
            <dn-taken-weights
              [batches]="list().shown"
              [inputs]="inputs()"
              [take]="form().take"
              [errors]="run.fields()"
              (typed)="take($event)"
            />
            @if (list().more > 0) {
              <p class="hint">{{ t('batch.merge-more', { count: list().more }) }}</p>
            }
          </fieldset>
          <dn-text-field
            [label]="t('batch.merge-lot')"
            [maxlength]="20"
            [value]="form().lot"
            (valueChange)="name($event)"
            [error]="run.fields()['/output/lot']"
          />
          <dn-signing-note />
          <button
            type="submit"
            class="primary"
            [disabled]="run.busy() || inputs().length < 2 || form().lot.trim() === ''"
          >
            {{ t('batch.merge') }}
          </button>
        </form>
      }
    }
    <dn-command-progress [run]="run">
      @if (run.done()) {
        <a class="button secondary" [routerLink]="'/origin/batches/' + form().output">{{ t('batch.open') }}</a>
      }
    </dn-command-progress>
  `,
})
export class MergePage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  /** From the address: the batch that the others join. */
  readonly id = input.required<string>();
  readonly run = commandRun();
  readonly #draft = draft(() => `origin/merge/${this.own.hasValue() ? versionOf(this.own.value().lot) : this.id()}`, {
    ...{ requestId: freshId(), event: freshId(), output: freshId(), lot: '' },
    /** Batch -> weight as typed; empty: not taken. */
    take: {} as Readonly<Record<string, string>>,
  });
  readonly restored = (): boolean => this.#draft.restored;
  readonly form = this.#draft.value;
  readonly own = resource({
    params: () => this.id(),
    loader: async ({ params, abortSignal }) => {
      const { record } = await this.#api.get('/api/origin/batches/{id}', { path: { id: params } }, abortSignal);
      const query = { owner: record.owner, status: 'active', limit: '1000' };
      const others = await this.#api.get('/api/origin/batches', { query }, abortSignal);
      return { lot: record, batches: mergeable(record, others.items) };
    },
  });
  readonly batches = computed(() => (this.own.hasValue() ? this.own.value().batches : []));
  /** Of the lots that are looked for. */
  readonly text = signal('');
  readonly list = computed(() => listed(this.batches(), this.form().take, this.text()));
  readonly inputs = computed(() => takenInputs(this.batches(), this.form().take));
  take([batch, typed]: readonly [string, string]): void {
    this.form.update((form) => ({ ...form, take: { ...form.take, [batch]: typed } }));
  }
  name(lot: string): void {
    this.form.update((form) => ({ ...form, lot }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, event: id, output, lot } = this.form();
    const command = { requestId, id, inputs: this.inputs(), output: { id: output, lot: lot.trim() } };
    if (await this.run.send('Origin:Merge', '/api/origin/merge', command)) this.#draft.done();
  }
}
