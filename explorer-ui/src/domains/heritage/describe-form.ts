import { ChangeDetectionStrategy, Component, computed, inject, input, output, type OnInit } from '@angular/core';
import type { MediaBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import { Words } from '../../i18n/words.ts';
import { blankMediumWords, mediumWordsIn, mediumWordSpecs, typedMediumWords } from './medium-words.ts';

/** Other words for a file that stays as it is. What was said before stays in the ledger's history. */
@Component({
  selector: 'dn-describe-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form [form]="form" [specs]="specs()" [send]="t('heritage.send')" (sent)="done.emit()">
      <p class="hint" before>{{ t('heritage.describe-hint') }}</p>
    </dn-command-form>
  `,
})
export class DescribeForm implements OnInit {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly record = input.required<Pick<RecordState, 'id' | 'version'>>();
  readonly body = input.required<MediaBody>();
  readonly done = output();
  readonly form = commandForm(
    () => `heritage/describe/${versionOf(this.record())}`,
    blankMediumWords,
    { transaction: 'Heritage:DescribeMedia', path: '/api/heritage/media/describe' },
    (typed) => ({ id: this.record().id, ...mediumWordsIn(typed) }),
  );
  readonly specs = computed(() => mediumWordSpecs(this.words));

  ngOnInit(): void {
    this.form.fill(typedMediumWords(this.body()));
  }
}
