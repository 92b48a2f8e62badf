import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, EventBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { Formats } from '../../format/formats.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';

type Channel = NonNullable<EventBody['channel']>;
const channels = ['counter', 'market', 'online', 'canteen', 'export'] as const satisfies readonly Channel[];

/** Sold to those who eat it, or out of the province's sight: how much, and by which way. */
@Component({
  selector: 'dn-sell-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.sell')" (sent)="done.emit()">
      <p class="hint" before>{{ t('batch.remaining') }}: {{ formats.number(batch().body.remainingKg) }}</p>
    </dn-command-form>
  `,
})
export class SellForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly form = commandForm(
    () => `origin/sell/${versionOf(this.batch())}`,
    { weightKg: '', channel: '' },
    { transaction: 'Origin:Sell', path: '/api/origin/sell' },
    ({ weightKg, channel }, { id }) => ({ id, batch: this.batch().id, weightKg: weightInput(weightKg), channel }),
  );
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'weightKg', label: this.t('batch.weight'), kind: 'number', maxlength: 12 },
    {
      ...{ name: 'channel', label: this.t('batch.channel'), kind: 'choice' },
      choices: channels.map((value) => ({ value, label: this.words.of('channel', value) })),
    },
  ]);
}
