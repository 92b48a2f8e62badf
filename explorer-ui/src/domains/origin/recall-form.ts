import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecallBody } from '@daunguon/records';
import type { BatchAnswer } from '../../api/answers.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { draft } from '../../form/draft.ts';
import { SelectField } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
import { Words } from '../../i18n/words.ts';
import { RelativesTable } from './relatives-table.ts';

const recallClasses = ['I', 'II', 'III'] as const satisfies readonly RecallBody['class'][];

/** A recall: what it does, whom it reaches, why; sent only after the person has said that they mean it. */
@Component({
  selector: 'dn-recall-form',
  imports: [CommandProgress, RelativesTable, SelectField, SigningNote, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <p class="warning">
          <strong>⛔ {{ t('recall.warning') }}</strong>
        </p>
        <h3>{{ t('recall.affected') }}</h3>
        <p>{{ t('recall.affected-count', { count: affected().length }) }}</p>
        <dn-relatives [relatives]="affected()" [none]="t('batch.none-downstream')" [label]="t('recall.affected')" />
        @if (answer().genealogy?.cut) {
          <p class="warn">{{ t('batch.cut') }}</p>
        }
        <dn-select-field
          [label]="t('recall.class')"
          [choices]="classes()"
          [value]="form().class"
          (valueChange)="set({ class: $event })"
        />
        <dn-text-field
          [label]="t('recall.reason')"
          [value]="form().reason"
          (valueChange)="set({ reason: $event })"
          [error]="run.fields()['/reason']"
        />
        <label class="choice">
          <input type="checkbox" [checked]="form().sure" (change)="set({ sure: !form().sure })" />
          {{ t('recall.confirm', { lot: answer().record.body.lot }) }}
        </label>
        <dn-signing-note />
        <button type="submit" class="danger" [disabled]="run.busy() || !ready()">{{ t('recall.send') }}</button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class RecallForm {
  readonly t = inject(Words).t;
  readonly answer = input.required<BatchAnswer>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(`origin/recall/${location.pathname}`, {
    ...{ requestId: freshId(), id: freshId(), class: 'II', reason: '', sure: false },
  });
  readonly form = this.#draft.value;
  readonly affected = computed(() => this.answer().genealogy?.downstream ?? []);
  readonly classes = computed(() => recallClasses.map((value) => ({ value, label: this.t(`recall.class.${value}`) })));
  readonly ready = computed(() => this.form().sure && this.form().reason.trim() !== '');

  set(change: { class?: string; reason?: string; sure?: boolean }): void {
    this.form.update((form) => ({ ...form, ...change }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, id, reason, ...form } = this.form();
    const notice = { requestId, id, batch: this.answer().record.id, class: form.class };
    const command = { ...notice, reason: reason.normalize('NFC').trim() };
    if (!(await this.run.send('Origin:IssueRecall', '/api/origin/recalls', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
