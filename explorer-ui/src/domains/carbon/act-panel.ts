import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { ActForm } from './act-form.ts';
import { carbonActs } from './carbon-acts.ts';

/** What the person can do with a record, or with none yet: one form at a time. */
@Component({
  selector: 'dn-carbon-acts',
  imports: [ActForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (acts().length > 0) {
      <section class="card">
        <h2>{{ t('carbon.acts') }}</h2>
        <div class="actions">
          @for (act of acts(); track act.name) {
            <button
              type="button"
              class="secondary"
              [attr.aria-expanded]="open() === act.name"
              (click)="open.set(open() === act.name ? '' : act.name)"
            >
              {{ words.of('carbon.act', act.name) }}
            </button>
          }
        </div>
        @for (act of acts(); track act.name) {
          @if (open() === act.name) {
            <dn-carbon-act [act]="act" [record]="record()" (done)="changed.emit()" />
          }
        }
      </section>
    }
  `,
})
export class ActPanel {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  /** Record type, or `new` and the type. */
  readonly of = input.required<string>();
  readonly record = input<RecordState>({ id: 'new' } as RecordState);
  readonly changed = output();
  readonly open = signal('');
  /** The opened form stays while its result is shown, though the record may offer it no more. */
  readonly acts = computed(() => {
    const viewer = { role: this.#session.role(), unit: this.#session.unit() };
    return (carbonActs[this.of()] ?? []).filter(
      (act) => act.name === this.open() || act.offered(this.record(), viewer),
    );
  });
}
