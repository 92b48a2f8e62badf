import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { TextField } from '../../form/text-field.ts';
import { given, gtinInput, textInput } from '../../format/field-input.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { LabelLink } from './label-link.ts';
import { marketChoices } from './sites/market-form.ts';
import { takenInputs } from './taken-inputs.ts';
import { TakenWeights } from './taken-weights.ts';

/** A packing house makes one batch of several. */
@Component({
  imports: [CommandProgress, FormFields, LabelLink, PageState, RouterLink, TakenWeights, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './pack-page.html',
})
export class PackPage {
  readonly #session = inject(Session);
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly run = commandRun();
  readonly #draft = draft(() => `origin/pack/${this.#session.unit()}`, {
    ...{ requestId: freshId(), id: freshId(), output: freshId(), lot: '', name: '', weight: '' },
    ...{ gtin: '', useBy: '', packingHouse: '', market: '' },
    /** Batch -> weight as typed; empty: not taken. */
    take: {} as Readonly<Record<string, string>>,
  });
  readonly form = this.#draft.value;
  readonly list = pagedItems('/api/origin/batches', () =>
    this.#session.unit() === '' ? undefined : { query: { owner: this.#session.unit(), status: 'active' } },
  );
  readonly available = computed(() =>
    this.list.items().filter(({ body }) => body.transit === undefined && Number(body.remainingKg) > 0),
  );
  readonly inputs = computed(() => takenInputs(this.available(), this.form().take));

  /** The unit's own, under their codes. */
  readonly houses = resource({
    params: () => this.#session.unit() || undefined,
    loader: ({ params: owner, abortSignal }) =>
      this.#api.get('/api/origin/packing-houses', { query: { owner, limit: '100' } }, abortSignal),
  });
  readonly more = computed((): FieldSpec[] => [
    {
      ...{ name: 'gtin', label: this.t('batch.gtin'), hint: this.t('batch.gtin-hint'), optional: true },
      ...{ kind: 'number', maxlength: 20, pointer: '/output/product/gtin' },
    },
    { name: 'useBy', label: this.t('batch.use-by'), kind: 'date', optional: true, pointer: '/output/useBy' },
    {
      ...{ name: 'packingHouse', label: this.t('batch.house'), kind: 'choice', optional: true },
      choices: (this.houses.hasValue() ? this.houses.value().items : []).map(({ id, body }) => ({
        ...{ value: id, label: `${body.phc} · ${body.name}` },
      })),
    },
    {
      ...{ name: 'market', label: this.t('batch.market'), kind: 'choice', optional: true },
      ...{ choices: marketChoices(this.words), hint: this.t('batch.market-hint') },
    },
  ]);
  readonly moreValues = computed(() => {
    const { gtin, useBy, packingHouse, market } = this.form();
    return { gtin, useBy, packingHouse, market };
  });

  set(change: { lot?: string; name?: string; weight?: string }): void {
    this.form.update((form) => ({ ...form, ...change }));
  }

  setMore([name, value]: readonly [string, string]): void {
    this.form.update((form) => ({ ...form, [name]: value }));
  }

  take([batch, typed]: readonly [string, string]): void {
    this.form.update((form) => ({ ...form, take: { ...form.take, [batch]: typed } }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, id, output, lot, name, weight, gtin, useBy, packingHouse, market } = this.form();
    const inputs = this.inputs();
    const code = this.available().find((one) => one.id === inputs[0]?.batch)?.body.product.code ?? '';
    const product = { code, name: textInput(name), ...given({ gtin: gtinInput(gtin) }) };
    const made = { id: output, lot: lot.trim(), weightKg: weightInput(weight), product, ...given({ useBy }) };
    const command = { requestId, id, inputs, output: made, ...given({ packingHouse, market }) };
    if (await this.run.send('Origin:Pack', '/api/origin/pack', command)) this.#draft.done();
  }
}
