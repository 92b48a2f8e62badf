import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import type { Reviewed, ReviewList } from './review-list.ts';

/** The decision on one thing, or a button for each that may be taken. */
@Component({
  selector: 'dn-review-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (item().review; as review) {
      <p>
        <strong>{{ words.of('health.reason', review.verdict) }}</strong> · {{ formats.time(review.at) }}
      </p>
    } @else {
      <div class="actions">
        @for (verdict of verdicts(); track verdict) {
          <button
            type="button"
            [class]="verdict === grave() ? 'danger' : 'secondary'"
            [disabled]="list().asking.busy()"
            (click)="list().review(item().id, verdict)"
          >
            {{ words.of('health.reason', verdict) }}
          </button>
        }
      </div>
    }
  `,
})
export class ReviewChoice {
  readonly item = input.required<Reviewed>();
  readonly list = input.required<Pick<ReviewList, 'asking' | 'review'>>();
  readonly verdicts = input.required<readonly string[]>();
  /** The verdict that somebody will suffer from. */
  readonly grave = input.required<string>();
  readonly words = inject(Words);
  readonly formats = inject(Formats);
}
