import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { TextField } from '../../form/text-field.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';

/** Takes a batch over from whoever sent it, with the receiver's own weight where it differs. */
@Component({
  selector: 'dn-receive-form',
  imports: [CommandProgress, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <dn-text-field
          [label]="t('batch.receive-weight')"
          [hint]="t('batch.receive-weight-hint')"
          inputmode="decimal"
          [optional]="true"
          [maxlength]="12"
          [value]="form().weight"
          (valueChange)="set($event)"
          [error]="run.fields()['/weightKg']"
        />
        <button type="submit" class="primary" [disabled]="run.busy()">{{ t('batch.receive') }}</button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class ReceiveForm {
  readonly t = inject(Words).t;
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(`origin/receive/${location.pathname}`, { requestId: freshId(), id: freshId(), weight: '' });
  readonly form = this.#draft.value;

  set(weight: string): void {
    this.form.update((form) => ({ ...form, weight }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, id, weight } = this.form();
    const weighed = weight.trim() === '' ? {} : { weightKg: weightInput(weight) };
    const command = { requestId, id, batch: this.batch().id, ...weighed };
    if (!(await this.run.send('Origin:Receive', '/api/origin/receive', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
