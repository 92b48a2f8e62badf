import { ChangeDetectionStrategy, Component, computed, inject, input, type OnInit } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DiaryEntryBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { today } from '../../../format/today.ts';
import {
  activityKinds,
  activityOf,
  activitySpecs,
  blankActivity,
  typedActivity,
  type ActivityKind,
} from './activity-form.ts';

/** The entry as it should have been, and why. */
@Component({
  selector: 'dn-diary-correction',
  imports: [CommandFormView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form [form]="form" [specs]="specs()" [send]="t('diary.correct')">
    <a after class="button secondary" routerLink="/origin/diary" [queryParams]="{ area: entry().body.growingArea }">
      {{ t('diary.title') }}
    </a>
  </dn-command-form>`,
})
export class DiaryCorrection implements OnInit {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly entry = input.required<RecordState<DiaryEntryBody>>();
  readonly form = commandForm(
    () => `origin/diary-correction/${versionOf(this.entry())}`,
    { date: '', kind: 'other', reason: '', ...blankActivity },
    { transaction: 'Origin:CorrectDiaryEntry', path: '/api/origin/diary/correct' },
    ({ date, kind, reason, ...values }) => ({
      ...{ id: this.entry().id, date, activity: activityOf(kind as ActivityKind, values) },
      reason: textInput(reason),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'date', label: this.t('diary.date'), kind: 'date', max: today() },
    {
      ...{ name: 'kind', label: this.t('diary.kind'), kind: 'choice' },
      choices: activityKinds.map((value) => ({ value, label: this.words.of('activity', value) })),
    },
    ...activitySpecs(this.form.values().kind as ActivityKind, this.words),
    { name: 'reason', label: this.t('diary.reason') },
  ]);

  ngOnInit(): void {
    const { date, activity } = this.entry().body;
    this.form.fill({ date, kind: activity.kind, ...typedActivity(activity) });
  }
}
