import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { OriginCommands } from '@daunguon/records';
import { TextField } from '../../form/text-field.ts';
import { given } from '../../format/field-input.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { captureForm } from '../capture-form.ts';
import { CaptureResult } from '../capture-result.ts';
import { LabelCode } from '../../scan/label-code.ts';
import { recordOnLabel, typedCode } from '../../scan/label-text.ts';
import { sentAs, type Entry } from '../queue/entry.ts';

/** Takes goods over by the code on their label. */
@Component({
  imports: [CaptureResult, LabelCode, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('batch.receive') }}</h1>
    @if (form.saved() === null) {
      <form class="card form" novalidate (submit)="save($event)">
        <dn-label-code
          [code]="form.values().code"
          (codeChange)="form.set(['code', $event])"
          [tried]="tried()"
          [error]="form.wrong()['/batch']"
        />
        <dn-text-field
          [label]="t('batch.receive-weight')"
          [hint]="t('batch.receive-weight-hint')"
          inputmode="decimal"
          [optional]="true"
          [maxlength]="12"
          [value]="form.values().weightKg"
          (valueChange)="form.set(['weightKg', $event])"
          [error]="form.wrong()['/weightKg']"
        />
        <button type="submit" class="primary" [disabled]="form.busy()">{{ t('book.save') }}</button>
      </form>
    }
    <dn-capture-result [form]="form" (another)="another()" />
  `,
})
export class ReceivePage {
  readonly t = inject(Words).t;
  /** From the address: request id of the refused entry that is written anew. */
  readonly from = input<string>();
  readonly form = captureForm(
    { code: '', weightKg: '' },
    {
      ...{ ...sentAs.receive, assisted: false },
      title: ({ weightKg }): string =>
        [this.t('book.receive'), this.batch() ?? '', given({ weightKg })['weightKg']].join(' '),
      command: ({ weightKg }): object => ({ batch: this.batch(), ...given({ weightKg: weightInput(weightKg) }) }),
      from: () => this.from(),
      typed: (command) => {
        const { batch, weightKg = '' } = command as Entry['command'] & OriginCommands['Receive'];
        return { code: typedCode(batch), weightKg };
      },
    },
  );
  readonly tried = signal(false);
  readonly batch = computed(() => recordOnLabel(this.form.values().code));

  save(event: Event): void {
    this.tried.set(true);
    if (this.batch() === undefined) event.preventDefault();
    else void this.form.save(event);
  }

  another(): void {
    this.tried.set(false);
    void this.form.another();
  }
}
