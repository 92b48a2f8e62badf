import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { draft } from '../../form/draft.ts';
import { TextField } from '../../form/text-field.ts';
import { Words } from '../../i18n/words.ts';

/** A step that needs no more than a record, and a reason where one is asked for. */
@Component({
  selector: 'dn-reason-form',
  imports: [CommandProgress, SigningNote, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="submit($event)">
        @if (lead()) {
          <p>{{ lead() }}</p>
        }
        @if (reasonLabel(); as label) {
          <dn-text-field
            [label]="label"
            [value]="form().reason"
            (valueChange)="set($event)"
            [error]="run.fields()['/reason']"
          />
        }
        <dn-signing-note />
        <button type="submit" class="primary" [disabled]="run.busy() || !ready()">{{ send() }}</button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class ReasonForm {
  readonly t = inject(Words).t;
  readonly record = input.required<string>();
  readonly transaction = input.required<string>();
  readonly path = input.required<string>();
  readonly send = input.required<string>();
  readonly lead = input('');
  /** Without one no reason is asked for. */
  readonly reasonLabel = input('');
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft<{ reason: string; requests: Readonly<Record<string, string>> }>(
    `ocop/reason/${location.pathname}`,
    {
      reason: '',
      requests: {},
    },
  );
  readonly form = this.#draft.value;
  readonly ready = computed(() => this.reasonLabel() === '' || this.form().reason.trim() !== '');

  set(reason: string): void {
    this.form.update((form) => ({ ...form, reason }));
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { reason, requests } = this.form();
    // Each transaction has its own request id: one page offers several of them.
    const requestId = requests[this.transaction()] ?? freshId();
    this.form.update((form) => ({ ...form, requests: { ...requests, [this.transaction()]: requestId } }));
    const why = this.reasonLabel() === '' ? {} : { reason: reason.normalize('NFC').trim() };
    if (!(await this.run.send(this.transaction(), this.path(), { requestId, ...{ id: this.record() }, ...why })))
      return;
    this.#draft.done();
    this.done.emit();
  }
}
