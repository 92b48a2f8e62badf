import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { ocopGroups } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { CheckboxList } from '../../form/checkbox-list.ts';
import { draft } from '../../form/draft.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import type { Choice } from '../../form/select-field.ts';
import { TaxCodeLookup } from '../../form/tax-code-lookup.ts';
import { TextField } from '../../form/text-field.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { materialChoices, namesOf } from './material-choices.ts';
import { textInput } from '../../format/field-input.ts';
import { blankDossier, dossierOf, formOf, type DossierForm, type MaterialForm } from './dossier-form.ts';

/** A product's dossier, new or (with an id) changed to be rated anew; its materials are ticked from the unit's batches. */
@Component({
  imports: [CheckboxList, CommandProgress, FormFields, PageState, RouterLink, SigningNote, TaxCodeLookup, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './dossier-page.html',
})
export class DossierPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly formats = inject(Formats);
  /** From the address: the product that is rated anew. */
  readonly id = input<string>();
  readonly run = commandRun();
  readonly #draft = draft<{ requestId: string; id: string; form: DossierForm | null }>(`ocop${location.pathname}`, {
    ...{ requestId: freshId(), id: freshId(), form: null },
  });
  readonly product = computed(() => this.id() ?? this.#draft.value().id);

  readonly own = resource({
    params: () => {
      const unit = this.#session.unit();
      return unit === '' ? undefined : { unit, id: this.id() };
    },
    loader: async ({ params: { unit, id }, abortSignal }) => {
      const [batches, areas, known, dossier] = await Promise.all([
        this.#api.get('/api/origin/batches', { query: { owner: unit, limit: '100' } }, abortSignal),
        this.#api.get('/api/origin/growing-areas', { query: { limit: '1000' } }, abortSignal),
        this.#api.get('/api/registry/units/{id}', { path: { id: unit } }, abortSignal),
        id === undefined ? undefined : this.#api.get('/api/ocop/products/{id}', { path: { id } }, abortSignal),
      ]);
      const commune = dossier?.record.body.commune ?? known.record.body.commune;
      const named = await Promise.all(
        [...new Set(dossier?.record.body.materials.flatMap((one) => one.batches))]
          .filter((one) => batches.items.every(({ id: listed }) => listed !== one))
          .map((one) => this.#api.get('/api/origin/batches/{id}', { path: { id: one } }, abortSignal)),
      );
      return {
        batches: batches.items,
        named: named.map(({ record }) => record),
        hasMore: batches.next !== undefined,
        areas: areas.items,
        commune,
        dossier: dossier?.record.body,
      };
    },
  });
  readonly #dossier = computed(() => (this.own.hasValue() ? this.own.value().dossier : undefined));
  readonly restored = computed(() => this.#draft.restored && this.#draft.value().form !== null);
  readonly form = linkedSignal((): DossierForm => {
    const dossier = this.#dossier();
    return this.#draft.value().form ?? (dossier === undefined ? blankDossier : formOf(dossier));
  });
  readonly texts = computed(() => {
    const { materials: _, ...texts } = this.form();
    return texts;
  });
  readonly specs = computed((): readonly FieldSpec[] => {
    const at = this.#words.lang() === 'vi' ? 0 : 1;
    const groups = Object.entries(ocopGroups).map(([value, name]) => ({ value, label: name[at] }));
    return [
      { name: 'name', label: this.t('ocop.dossier.name'), maxlength: 200 },
      { name: 'nameEn', label: this.t('ocop.dossier.name-en'), maxlength: 200, optional: true },
      { name: 'group', label: this.t('ocop.dossier.group'), kind: 'choice', choices: groups },
      { name: 'subgroup', label: this.t('ocop.dossier.subgroup'), maxlength: 120 },
      { name: 'taxCode', label: this.t('ocop.dossier.tax'), hint: this.t('ocop.dossier.tax-hint'), maxlength: 14 },
    ];
  });
  /** Beginning of a lot number: only so many batches are listed at once. */
  readonly lot = signal('');
  readonly #found = resource({
    params: () => {
      const [unit, text] = [this.#session.unit(), this.lot().trim()];
      return unit === '' || text === '' ? undefined : { owner: unit, text, limit: '100' };
    },
    loader: ({ params: query, abortSignal }) => this.#api.get('/api/origin/batches', { query }, abortSignal),
  });
  readonly #listed = computed(() => {
    if (this.lot().trim() !== '') return this.#found.hasValue() ? this.#found.value().items : [];
    return this.own.hasValue() ? this.own.value().batches : [];
  });
  /** Every batch that was listed since the page was opened: those that were ticked keep their names while others are looked for. */
  readonly #names = linkedSignal<readonly [string, string][], ReadonlyMap<string, string>>({
    source: () => namesOf([...(this.own.hasValue() ? this.own.value().named : []), ...this.#listed()]),
    computation: (names, before) => new Map([...(before?.value ?? []), ...names]),
  });
  readonly batchesFor = (ticked: string): readonly Choice[] => materialChoices(ticked, this.#listed(), this.#names());
  readonly areas = computed(() => {
    const unit = this.#session.unit();
    const named = new Set(this.#dossier()?.growingAreas ?? []);
    return (this.own.hasValue() ? this.own.value().areas : [])
      .filter(({ id, owner }) => owner === unit || named.has(id))
      .map(({ id, body }) => ({ value: id, label: `${body.puc} · ${body.name}` }));
  });
  readonly linkError = (index: number): string | undefined =>
    Object.entries(this.run.fields()).find(([at]) => at.startsWith(`/materials/${index}/batches`))?.[1];

  set([name, value]: readonly [string, string]): void {
    this.#put({ ...this.form(), [name]: value });
  }
  setMaterial(at: number, change: Partial<MaterialForm>): void {
    const materials = this.form().materials.map((one, index) => (index === at ? { ...one, ...change } : one));
    this.#put({ ...this.form(), materials });
  }
  addMaterial(): void {
    this.#put({ ...this.form(), materials: [...this.form().materials, { name: '', batches: '' }] });
  }
  removeMaterial(at: number): void {
    this.#put({ ...this.form(), materials: this.form().materials.filter((_, index) => index !== at) });
  }
  #put(form: DossierForm): void {
    this.#draft.value.update((kept) => ({ ...kept, form }));
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const [again, dossier] = [this.id(), dossierOf(this.form(), this.#dossier())];
    const base = { requestId: this.#draft.value().requestId, id: this.product(), ...dossier };
    const sent = await (again === undefined
      ? this.run.send('Ocop:SubmitProduct', '/api/ocop/products', base)
      : this.run.send('Ocop:UpdateProduct', '/api/ocop/products/update', {
          ...base,
          ...{ reason: textInput(this.form().reason) },
        }));
    if (sent) this.#draft.done();
  }
}
