import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Words } from '../../i18n/words.ts';

/** The label sheet; only once the record is proven, since a label must lead to something that anyone can check. */
@Component({
  selector: 'dn-label-link',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@if (proven()) {
      <a class="button primary" target="_blank" [href]="'/api/origin/batches/' + id() + '/label.pdf'">{{
        t('batch.label')
      }}</a>
    } @else {
      <p class="hint">{{ t('batch.label-later') }}</p>
    }`,
})
export class LabelLink {
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly proven = input.required<boolean>();
}
