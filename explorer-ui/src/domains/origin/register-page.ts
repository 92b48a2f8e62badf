import { ChangeDetectionStrategy, Component, computed, effect, inject, linkedSignal, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BatchBody, FarmBody, GrowingAreaBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { ListAnswer } from '../../api/answers.ts';
import { commandForm } from '../../command/command-form.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { SelectField } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
import { given, gtinInput } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { lotNumber } from '../../format/lot-number.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { harvestRefusal } from './diary/harvest-refusal.ts';
import { IntervalNote } from './diary/interval-note.ts';
import { LabelLink } from './label-link.ts';
import { ownProducts, productKey } from './own-products.ts';
import { fileDigest } from '../../form/file-digest.ts';
import { today } from '../../format/today.ts';

const blank = { product: '', weight: '', photo: '', lot: '', gtin: '', farm: '' };

/** A harvest batch in three things: product, weight, photo. */
@Component({
  imports: [CommandProgress, IntervalNote, LabelLink, PageState, RouterLink, SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './register-page.html',
})
export class RegisterPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly today = today();
  readonly command = commandForm(
    'origin/register',
    { ...blank, date: this.today },
    { transaction: 'Origin:RegisterBatch', path: '/api/origin/batches' },
    (form, { id }): object => ({
      ...{ id, lot: this.lot(), ...given({ farm: form.farm }) },
      product: { ...(this.chosen()?.product ?? {}), ...given({ gtin: gtinInput(form.gtin) }) },
      growingArea: this.chosen()?.growingArea ?? '',
      ...{ harvestDate: form.date, weightKg: weightInput(form.weight) },
      ...(form.photo === '' ? {} : { photos: [form.photo] }),
    }),
    // A farm lies in the growing area of the product for which it was chosen.
    { product: ['farm'] },
  );
  readonly run = this.command.run;
  readonly form = this.command.values;

  readonly own = resource({
    params: () => this.#session.unit() || undefined,
    loader: async ({ params: unit, abortSignal }) => {
      const [batches, areas, farms] = await Promise.all([
        this.#api.get<ListAnswer<BatchBody>>(`/api/origin/batches?owner=${unit}&limit=50`, abortSignal),
        this.#api.get<ListAnswer<GrowingAreaBody>>(`/api/origin/growing-areas?owner=${unit}&limit=1000`, abortSignal),
        this.#api.get<ListAnswer<FarmBody>>(`/api/origin/farms?owner=${unit}&limit=1000`, abortSignal),
      ]);
      return {
        last: batches.items.find(({ body }) => body.kind === 'harvest'),
        batches: batches.items,
        areas: areas.items,
        farms: farms.items,
      };
    },
  });
  readonly products = computed(() => {
    const own = this.own.hasValue() ? this.own.value() : undefined;
    return own === undefined ? [] : ownProducts(own.batches, own.areas);
  });
  readonly choices = computed(() => {
    const areas = new Map((this.own.hasValue() ? this.own.value().areas : []).map(({ id, body }) => [id, body]));
    return this.products().map((one) => ({
      value: productKey(one),
      label: `${one.product.name} · ${areas.get(one.growingArea)?.puc ?? ''}`,
    }));
  });
  readonly chosen = computed(() => this.products().find((one) => productKey(one) === this.form().product));
  readonly area = computed(() =>
    (this.own.hasValue() ? this.own.value().areas : []).find(({ id }) => id === this.chosen()?.growingArea),
  );
  /** Farms of the chosen growing area: then only sprayings of that farm, or of the whole area, stand in the way. */
  readonly farms = computed(() =>
    (this.own.hasValue() ? this.own.value().farms : [])
      .filter(({ body }) => body.growingArea === this.chosen()?.growingArea)
      .map(({ id, body }) => ({ value: id, label: body.name })),
  );
  /** What the person typed, else made from product and day. */
  readonly lot = linkedSignal(() => {
    const [{ lot, date }, { id }] = [this.form(), this.command.ids()];
    const product = this.chosen()?.product.name;
    return lot !== '' ? lot : product === undefined ? '' : lotNumber(product, date, id);
  });

  /** The spraying that stands in the way, where the ledger says that one does. */
  readonly refusal = computed(() => {
    const step = this.run.step();
    return step.at === 'refused' ? harvestRefusal(step.error) : undefined;
  });
  readonly inside = computed(() => {
    const refusal = this.refusal();
    return refusal && this.t('diary.first-free', { day: this.formats.date(refusal.firstFreeDay) });
  });

  constructor() {
    // One product only: nothing to choose.
    effect(() => {
      const [only, ...others] = this.products();
      if (only !== undefined && others.length === 0) this.command.fill({ product: productKey(only) });
    });
  }

  set(field: keyof typeof blank | 'date', value: string): void {
    this.command.set([field, value]);
  }

  asLast(): void {
    const last = this.own.hasValue() ? this.own.value().last : undefined;
    const growingArea = last?.body.growingArea;
    if (last === undefined || growingArea === undefined) return;
    this.set('product', productKey({ product: last.body.product, growingArea }));
    this.set('weight', last.body.weightKg);
  }

  async photo(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    this.set('photo', file === undefined ? '' : await fileDigest(file));
  }

  another(): void {
    location.assign('/origin/register');
  }
}
