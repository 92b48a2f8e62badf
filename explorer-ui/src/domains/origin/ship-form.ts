import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState, Ship } from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { SelectField } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
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
  imports: [CommandProgress, PageState, SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-page-state [of]="units" (again)="units.reload()" />
    @if (units.hasValue() && !run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <p class="hint">{{ t('batch.ship-hint') }}</p>
        <dn-select-field
          [label]="t('batch.ship-to')"
          [choices]="choices()"
          [value]="form().to"
          (valueChange)="set({ to: $event })"
          [error]="run.fields()['/to']"
        />
        @if (form().to.startsWith('buyer:')) {
          <p class="warn">{{ t('ship.unregistered-hint') }}</p>
        }
        <dn-text-field
          [label]="t('batch.ship-carrier')"
          [optional]="true"
          [maxlength]="120"
          [value]="form().carrier"
          (valueChange)="set({ carrier: $event })"
          [error]="run.fields()['/carrier']"
        />
        <button type="submit" class="primary" [disabled]="run.busy() || form().to === ''">{{ t('batch.ship') }}</button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class ShipForm {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly units = unitChoices();
  readonly #draft = draft(`origin/ship/${location.pathname}`, {
    ...{ requestId: freshId(), id: freshId(), to: '', carrier: '' },
  });
  readonly form = this.#draft.value;
  readonly choices = computed(() => [
    ...(this.units.hasValue() ? this.units.value() : []).filter(
      ({ value, kind }) => value !== this.#session.unit() && receivers.includes(kind),
    ),
    ...buyers.map((kind) => ({
      value: unregistered + kind,
      label: this.t('ship.unregistered', { kind: this.words.of('buyer', kind) }),
    })),
  ]);

  set(change: { to?: string; carrier?: string }): void {
    this.form.update((form) => ({ ...form, ...change }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, id, to, carrier } = this.form();
    const receiver = to.startsWith(unregistered) ? { buyer: to.slice(unregistered.length) } : { to };
    const command = { requestId, id, batch: this.batch().id, ...receiver, ...given({ carrier: textInput(carrier) }) };
    if (!(await this.run.send('Origin:Ship', '/api/origin/ship', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
