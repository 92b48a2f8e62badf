import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { commandForm } from '../../command/command-form.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { FileChoice } from '../../form/file-choice.ts';
import { TextField } from '../../form/text-field.ts';
import { given, gtinInput } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { harvestRefusal } from './diary/harvest-refusal.ts';
import { harvestChoice } from './harvest-choice.ts';
import { HarvestFields, HarvestFilled } from './harvest-fields.ts';
import { IntervalNote } from './diary/interval-note.ts';
import { LabelLink } from './label-link.ts';
import { fileDigest } from '../../form/file-digest.ts';
import { today } from '../../format/today.ts';

const blank = { product: '', weight: '', photo: '', lot: '', gtin: '', farm: '' };

/** A harvest batch in three things: product, weight, photo. */
@Component({
  imports: [
    CommandProgress,
    FileChoice,
    HarvestFields,
    HarvestFilled,
    IntervalNote,
    LabelLink,
    PageState,
    RouterLink,
    TextField,
  ],
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
    (form, { id }) => ({
      ...{ id, lot: this.harvest.lot(), ...given({ farm: form.farm }) },
      product: {
        ...(this.harvest.chosen()?.product ?? { code: '', name: '' }),
        ...given({ gtin: gtinInput(form.gtin) }),
      },
      growingArea: this.harvest.chosen()?.growingArea ?? '',
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
        this.#api.get('/api/origin/batches', { query: { owner: unit, limit: '50' } }, abortSignal),
        this.#api.get('/api/origin/growing-areas', { query: { owner: unit, limit: '1000' } }, abortSignal),
        this.#api.get('/api/origin/farms', { query: { owner: unit, limit: '1000' } }, abortSignal),
      ]);
      return { batches: batches.items, areas: areas.items, farms: farms.items };
    },
  });
  readonly harvest = harvestChoice(() => (this.own.hasValue() ? this.own.value() : undefined), this.command);

  /** The spraying that stands in the way, where the ledger says that one does. */
  readonly refusal = computed(() => {
    const step = this.run.step();
    return step.at === 'refused' ? harvestRefusal(step.error) : undefined;
  });
  readonly errors = computed(() => {
    const refusal = this.refusal();
    const inside = refusal && this.t('diary.first-free', { day: this.formats.date(refusal.firstFreeDay) });
    return { ...(inside === undefined ? {} : { '/harvestDate': inside }), ...this.run.fields() };
  });

  set(field: keyof typeof blank | 'date', value: string): void {
    this.command.set([field, value]);
  }

  async photo(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    this.set('photo', file === undefined ? '' : await fileDigest(file));
  }

  another(): void {
    location.assign('/origin/register');
  }
}
