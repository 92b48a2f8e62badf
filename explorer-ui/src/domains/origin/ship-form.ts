import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState, Ship } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { given, textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { unitChoices } from './units.ts';

const receivers = ['packing-house', 'carrier', 'retailer', 'cooperative'];
const buyers = [
  'trader',
  'processor',
  'exporter',
  'market-stall',
  'restaurant',
  'household',
] as const satisfies readonly NonNullable<Ship['buyer']>[];
/** Before the kind of a buyer who has no unit, in the field that names the receiver. */
const unregistered = 'buyer:';

/** Sends all that is left of a batch to another unit, or to a buyer who has none: that step nobody will confirm. */
@Component({
  selector: 'dn-ship-form',
  imports: [CommandFormView, PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-page-state [of]="units" (again)="units.reload()" />
    <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.ship')" (sent)="done.emit()">
      <p class="hint" before>{{ t('batch.ship-hint') }}</p>
      @if (form.values().to.startsWith('buyer:')) {
        <p class="warn">{{ t('ship.unregistered-hint') }}</p>
      }
    </dn-command-form>
  `,
})
export class ShipForm {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly units = unitChoices();
  readonly form = commandForm(
    () => `origin/ship/${versionOf(this.batch())}`,
    { to: '', carrier: '' },
    { transaction: 'Origin:Ship', path: '/api/origin/ship' },
    ({ to, carrier }, { id }) => ({
      ...{ id, batch: this.batch().id, ...given({ carrier: textInput(carrier) }) },
      ...(to.startsWith(unregistered) ? { buyer: to.slice(unregistered.length) } : { to }),
    }),
  );
  readonly choices = computed(() => [
    ...(this.units.hasValue() ? this.units.value() : []).filter(
      ({ value, kind }) => value !== this.#session.unit() && receivers.includes(kind),
    ),
    ...buyers.map((kind) => ({
      value: unregistered + kind,
      label: this.t('ship.unregistered', { kind: this.words.of('buyer', kind) }),
    })),
  ]);
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'to', label: this.t('batch.ship-to'), kind: 'choice', choices: this.choices() },
    { name: 'carrier', label: this.t('batch.ship-carrier'), optional: true, maxlength: 120 },
  ]);
}
