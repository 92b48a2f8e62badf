import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ProductBody, RecordState } from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { Words } from '../../i18n/words.ts';
import { blankDecision, decisionIn, decisionSpecs, trimmed } from './decision-fields.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';

/** Takes the stars away: why, by which decision; sent only after the person has said that they mean it. */
@Component({
  selector: 'dn-revoke-form',
  imports: [CommandProgress, FormFields, OwnKeyNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="submit($event)">
        <p class="warning">
          <strong>⛔ {{ t('ocop.revoke.warning') }}</strong>
        </p>
        <dn-form-fields [specs]="specs()" [values]="values()" [errors]="run.fields()" (changed)="set($event)" />
        <label class="choice">
          <input type="checkbox" [checked]="form().sure" (change)="toggle()" />
          {{ t('ocop.revoke.sure', { name: product().body.name }) }}
        </label>
        <dn-own-key-note />
        <button type="submit" class="danger" [disabled]="run.busy() || !key() || !ready()">
          {{ t('ocop.act.revoke') }}
        </button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class RevokeForm {
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly product = input.required<RecordState<ProductBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(`ocop/revoke/${location.pathname}`, {
    ...{ requestId: freshId(), sure: false, values: { reason: '', ...blankDecision() } },
  });
  readonly form = this.#draft.value;
  readonly values = computed(() => this.form().values);
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'reason', label: this.t('ocop.revoke.reason') },
    ...decisionSpecs(this.t),
  ]);
  readonly ready = computed(() => this.form().sure && this.values().reason.trim() !== '');

  set([name, value]: readonly [string, string]): void {
    this.form.update((form) => ({ ...form, values: { ...form.values, [name]: value } }));
  }
  toggle(): void {
    this.form.update((form) => ({ ...form, sure: !form.sure }));
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { body } = this.product();
    if (body.rating === undefined) return;
    const { reason, ...decision } = this.values();
    const sent = await this.run.send('Ocop:RevokeRating', '/api/ocop/ratings/revoke', {
      ...{ requestId: this.form().requestId, id: body.rating.record, reason: trimmed(reason) },
      decision: decisionIn(decision),
    } as { requestId: string });
    if (!sent) return;
    this.#draft.done();
    this.done.emit();
  }
}
