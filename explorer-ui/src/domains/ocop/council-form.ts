import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import type { ProductBody, RatingRulesBody, RecordState, UnitBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { ListAnswer } from '../../api/answers.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { CheckboxList } from '../../form/checkbox-list.ts';
import { draft } from '../../form/draft.ts';
import { byName } from '../../format/fold.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { rulesOn } from './rules-on.ts';
import { today } from './today.ts';

/** The department opens a council for a product: units, those that the ledger would refuse left out. */
@Component({
  selector: 'dn-council-form',
  imports: [CheckboxList, CommandProgress, PageState, SigningNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="submit($event)">
        <p class="hint">{{ t('ocop.council.members-hint') }} {{ t('ocop.council.least', { count: least() }) }}</p>
        <dn-page-state [of]="offered" (again)="offered.reload()" />
        <dn-checkbox-list
          [label]="t('ocop.council.members')"
          [choices]="choices()"
          [value]="form().members"
          (valueChange)="set($event)"
          [error]="wrong()"
        />
        <dn-signing-note />
        <button type="submit" class="primary" [disabled]="run.busy() || chosen().length < least()">
          {{ t('ocop.act.council') }}
        </button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class CouncilForm {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly product = input.required<RecordState<ProductBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(`ocop/council/${location.pathname}`, { requestId: freshId(), id: freshId(), members: '' });
  readonly form = this.#draft.value;
  readonly offered = resource({
    loader: async ({ abortSignal }) => {
      const [units, rules] = await Promise.all([
        this.#api.get<ListAnswer<UnitBody>>('/api/registry/units?limit=1000', abortSignal),
        this.#api.get<ListAnswer<RatingRulesBody>>('/api/ocop/rules?limit=1000', abortSignal),
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
  readonly chosen = computed(() => this.form().members.split(' ').filter(Boolean));
  readonly wrong = computed(() => Object.entries(this.run.fields()).find(([at]) => at.startsWith('/members'))?.[1]);

  set(members: string): void {
    this.form.update((form) => ({ ...form, members }));
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, id } = this.form();
    const command = { requestId, id, product: this.product().id, members: this.chosen() };
    if (!(await this.run.send('Ocop:OpenCouncil', '/api/ocop/councils', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
