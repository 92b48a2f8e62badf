import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BatchBody, RecordState } from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { TextField } from '../../form/text-field.ts';
import { Formats } from '../../format/formats.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { listPath } from '../../record/list-path.ts';
import { pagedList } from '../../record/paged-list.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { LabelLink } from './label-link.ts';

/** A packing house makes one batch of several. */
@Component({
  imports: [CommandProgress, LabelLink, PageState, RouterLink, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './pack-page.html',
})
export class PackPage {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly run = commandRun();
  readonly #draft = draft('origin/pack', {
    ...{ requestId: freshId(), id: freshId(), output: freshId(), lot: '', name: '', weight: '' },
    /** Batch -> weight as typed; empty: not taken. */
    take: {} as Readonly<Record<string, string>>,
  });
  readonly form = this.#draft.value;
  readonly list = pagedList<BatchBody>(
    computed(() =>
      this.#session.unit() === ''
        ? undefined
        : listPath('/api/origin/batches', { owner: this.#session.unit(), status: 'active' }),
    ),
  );
  readonly available = computed(() =>
    this.list.items().filter(({ body }) => body.transit === undefined && Number(body.remainingKg) > 0),
  );
  readonly inputs = computed(() =>
    this.available().flatMap((batch) => {
      const typed = this.form().take[batch.id] ?? '';
      return typed.trim() === '' ? [] : [{ batch, weightKg: weightInput(typed) }];
    }),
  );
  /** Index of each chosen batch among the inputs: the ledger names wrong ones by it. */
  readonly wrong = (batch: RecordState<BatchBody>): string | undefined => {
    const at = this.inputs().findIndex((one) => one.batch.id === batch.id);
    return at === -1 ? undefined : (this.run.fields()[`/inputs/${at}/weightKg`] ?? this.run.fields()[`/inputs/${at}`]);
  };

  set(change: { lot?: string; name?: string; weight?: string }): void {
    this.form.update((form) => ({ ...form, ...change }));
  }

  take(batch: RecordState<BatchBody>, typed: string): void {
    this.form.update((form) => ({ ...form, take: { ...form.take, [batch.id]: typed } }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, id, output, lot, name, weight } = this.form();
    const inputs = this.inputs().map(({ batch, weightKg }) => ({ batch: batch.id, weightKg }));
    const code = this.inputs()[0]?.batch.body.product.code ?? '';
    const product = { code, name: name.normalize('NFC').trim() };
    const made = { id: output, lot: lot.trim(), weightKg: weightInput(weight), product };
    const command = { requestId, id, inputs, output: made };
    if (await this.run.send('Origin:Pack', '/api/origin/pack', command)) this.#draft.done();
  }
}
