import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { FormButtons } from '../../command/form-buttons.ts';
import { openForm } from '../../command/open-form.ts';
import type { WordKey } from '../../i18n/vi.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { ActForm } from './act-form.ts';
import { carbonActs } from './carbon-acts.ts';

const actWord = (name: string): WordKey => `carbon.act.${name}` as WordKey;

/** What the person can do with a record, or with none yet: one form at a time. */
@Component({
  selector: 'dn-carbon-acts',
  imports: [ActForm, FormButtons],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (forms.names().length > 0) {
      <section class="card">
        <h2>{{ t('carbon.acts') }}</h2>
        <dn-form-buttons [forms]="forms" [words]="words()" />
        @for (act of acts(); track act.name) {
          @if (forms.open() === act.name) {
            <dn-carbon-act [act]="act" [record]="record()" (done)="changed.emit()" />
          }
        }
      </section>
    }
  `,
})
export class ActPanel {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  /** Record type, or `new` and the type. */
  readonly of = input.required<string>();
  readonly record = input<RecordState>({ id: 'new' } as RecordState);
  readonly changed = output();
  readonly acts = computed(() => carbonActs[this.of()] ?? []);
  readonly words = computed(() => Object.fromEntries(this.acts().map(({ name }) => [name, actWord(name)])));
  readonly forms = openForm(
    computed(() => {
      const viewer = { role: this.#session.role(), unit: this.#session.unit() };
      return this.acts().flatMap((act) => (act.offered(this.record(), viewer) ? [act.name] : []));
    }),
  );
}
