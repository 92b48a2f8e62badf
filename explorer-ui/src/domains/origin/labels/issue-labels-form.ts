import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import type { AnswerTo, BodyOf } from '../../../api/asked.ts';
import { ApiError, fieldMessages } from '../../../api/api-error.ts';
import { versionOf } from '../../../command/command-form.ts';
import { CommandProgress } from '../../../command/command-progress.ts';
import { commandRun, freshId } from '../../../command/command-run.ts';
import { SigningNote } from '../../../command/signing-note.ts';
import { draft } from '../../../form/draft.ts';
import { TextField } from '../../../form/text-field.ts';
import { wholeInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { withCount, type LabelsForm } from './drawn-labels.ts';

type Drawn = Pick<AnswerTo<'POST', '/api/origin/label-serials'>, 'id' | 'root' | 'count'>;

/** Issues serial labels: the serials are drawn first, then the root of their tree goes on the ledger. Printing follows the proof. */
@Component({
  selector: 'dn-issue-labels-form',
  imports: [CommandProgress, SigningNote, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <dn-text-field
          [label]="t('labels.count')"
          [hint]="t('labels.count-hint')"
          inputmode="numeric"
          [maxlength]="7"
          [value]="form().count"
          (valueChange)="set($event)"
          [error]="wrong()['/count'] ?? run.fields()['/count']"
        />
        <dn-signing-note />
        <button type="submit" class="primary" [disabled]="run.busy() || drawing() || form().count.trim() === ''">
          {{ t('labels.issue') }}
        </button>
        @if (drawing()) {
          <p role="status">{{ t('labels.drawing') }}</p>
        }
        @if (form().drawn !== '' && run.step().at === 'refused') {
          <p class="hint">{{ t('labels.drawn-only') }}</p>
        }
      </form>
    }
    @if (failed(); as error) {
      <p class="card problem" role="alert">{{ error.kind === 'offline' ? t('state.offline') : error.message }}</p>
    }
    <dn-command-progress [run]="run">
      <button type="button" class="secondary" (click)="done.emit()">{{ t('labels.another') }}</button>
    </dn-command-progress>
  `,
})
export class IssueLabelsForm {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly batch = input.required<RecordState<BatchBody>>();
  /** The issue is on the ledger. */
  readonly issued = output();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft<LabelsForm>(() => `origin/labels/${versionOf(this.batch())}`, {
    ...{ requestId: freshId(), id: freshId(), count: '', drawn: '' },
  });
  readonly form = this.#draft.value;
  readonly drawing = signal(false);
  readonly failed = signal<ApiError | null>(null);
  readonly wrong = computed(() => fieldMessages(this.failed()));

  set(count: string): void {
    this.form.update((form) => withCount(form, count, freshId));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const drawn = await this.#draw();
    if (drawn === null) return;
    const command = { requestId: this.form().requestId, batch: this.batch().id, ...drawn };
    if (!(await this.run.send('Origin:IssueLabels', '/api/origin/label-issues', command))) return;
    this.#draft.done();
    this.issued.emit();
  }

  async #draw(): Promise<Drawn | null> {
    const { id, count } = this.form();
    this.failed.set(null);
    this.drawing.set(true);
    // Kept before they are asked for: an answer that is lost has drawn them, too.
    this.form.update((form) => ({ ...form, drawn: count.trim() }));
    try {
      const asked = { id, batch: this.batch().id, count: wholeInput(count) };
      const { root, count: made } = await this.#api.post('/api/origin/label-serials', {
        body: asked as BodyOf<'/api/origin/label-serials'>,
      });
      return { id, root, count: made };
    } catch (error) {
      this.failed.set(error instanceof ApiError ? error : new ApiError('refused', String(error)));
      return null;
    } finally {
      this.drawing.set(false);
    }
  }
}
