import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Words } from '../i18n/words.ts';

/** The standing of a record: shape, word and colour together. */
@Component({
  selector: 'dn-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span class="badge" [class]="'badge-' + status()">{{ words.of('status', status()) }}</span>`,
})
export class StatusBadge {
  readonly words = inject(Words);
  readonly status = input.required<string>();
}
