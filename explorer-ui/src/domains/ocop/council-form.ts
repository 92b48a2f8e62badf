import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import type { ProductBody, RecordState } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { CommandBody } from '../../api/asked.ts';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { stillOffered } from '../../form/still-offered.ts';
import { byName } from '../../format/fold.ts';
import { today } from '../../format/today.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { rulesOn } from './rules-on.ts';

/** The department opens a council for a product: units, those that the ledger would refuse left out. */
@Component({
  selector: 'dn-council-form',
  imports: [CommandFormView, PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-page-state [of]="offered" (again)="offered.reload()" />
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('ocop.act.council')"
      [ready]="members().length >= least()"
      (sent)="done.emit()"
    >
      <p class="hint" before>{{ t('ocop.council.members-hint') }} {{ t('ocop.council.least', { count: least() }) }}</p>
    </dn-command-form>
  `,
})
export class CouncilForm {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly product = input.required<RecordState<ProductBody>>();
  readonly done = output();
  readonly form = commandForm(
    () => `ocop/council/${versionOf(this.product())}`,
    { members: '' },
    { transaction: 'Ocop:OpenCouncil', path: '/api/ocop/councils' },
    (_, { id }): CommandBody<'/api/ocop/councils'> => ({ id, product: this.product().id, members: this.members() }),
  );
  readonly offered = resource({
    loader: async ({ abortSignal }) => {
      const [units, rules] = await Promise.all([
        this.#api.get('/api/registry/units', { query: { limit: '1000' } }, abortSignal),
        this.#api.get('/api/ocop/rules', { query: { limit: '1000' } }, abortSignal),
      ]);
      return { units: units.items, rules: rulesOn(rules.items, today()) };
    },
  });
  readonly least = computed(() => (this.offered.hasValue() ? (this.offered.value().rules?.body.minMembers ?? 3) : 3));
  readonly choices = computed(() => {
    const { owner, body } = this.product();
    return (this.offered.hasValue() ? this.offered.value().units : [])
      .filter((unit) => unit.status === 'active' && unit.id !== owner && unit.body.commune !== body.commune)
      .map((unit) => ({ value: unit.id, label: unit.body.name }))
      .sort((a, b) => byName(a.label, b.label));
  });
  /** A unit that was chosen and cannot sit any more does not go along. */
  readonly members = computed(() => stillOffered(this.form.values().members, this.choices()));
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'members', label: this.t('ocop.council.members'), kind: 'many', choices: this.choices() },
  ]);
}
