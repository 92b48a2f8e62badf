import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { draft } from '../../form/draft.ts';
import { TextField } from '../../form/text-field.ts';
import { Words } from '../../i18n/words.ts';

/** An inspector lets a held batch go, saying why. */
@Component({
  selector: 'dn-release-form',
  imports: [CommandProgress, SigningNote, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <dn-text-field
          [label]="t('batch.release-reason')"
          [value]="form().reason"
          (valueChange)="set($event)"
          [error]="run.fields()['/reason']"
        />
        <dn-signing-note />
        <button type="submit" class="primary" [disabled]="run.busy() || form().reason.trim() === ''">
          {{ t('batch.release') }}
        </button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class ReleaseForm {
  readonly t = inject(Words).t;
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(`origin/release/${location.pathname}`, { requestId: freshId(), reason: '' });
  readonly form = this.#draft.value;

  set(reason: string): void {
    this.form.update((form) => ({ ...form, reason }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, reason } = this.form();
    const command = { requestId, id: this.batch().id, reason: reason.normalize('NFC').trim() };
    if (!(await this.run.send('Origin:ReleaseBatch', '/api/origin/release', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
