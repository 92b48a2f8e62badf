import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { takedownGrounds } from '@daunguon/records/heritage-words';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { Words } from '../../i18n/words.ts';

/** Takes an item or a medium down: on which ground, and never on whose word. */
@Component({
  selector: 'dn-takedown-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('heritage.takedown-send')"
      [ready]="sure()"
      [danger]="true"
      (sent)="done.emit()"
    >
      <p class="warning" before>
        <strong>⛔ {{ t('heritage.takedown-warning') }}</strong>
      </p>
      <label class="choice">
        <input type="checkbox" [checked]="sure()" (change)="form.set(['sure', sure() ? '' : 'yes'])" />
        {{ t('heritage.takedown-sure') }}
      </label>
    </dn-command-form>
  `,
})
export class TakedownForm {
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly record = input.required<Pick<RecordState, 'id' | 'version'>>();
  readonly done = output();
  readonly form = commandForm(
    () => `heritage/takedown/${versionOf(this.record())}`,
    { ground: '', sure: '' },
    { transaction: 'Heritage:TakeDown', path: '/api/heritage/takedowns' },
    ({ ground }) => ({ id: this.record().id, ground }),
  );
  readonly sure = computed(() => this.form.values().sure !== '');
  readonly specs = computed((): readonly FieldSpec[] => {
    const choices = Object.keys(takedownGrounds).map((value) => ({
      value,
      label: this.#words.of('heritage.ground', value),
    }));
    return [{ name: 'ground', label: this.t('heritage.ground'), kind: 'choice', choices }];
  });
}
