import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { activityText } from './activity-text.ts';
import type { HarvestRefusal } from './harvest-refusal.ts';

/** Why the ledger took no harvest of that day: which spraying, how many days to wait, the first day that is free. */
@Component({
  selector: 'dn-interval-note',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="warning" role="alert">
      <p>
        <strong>{{ t('diary.inside-interval', { day: formats.date(refusal().harvested) }) }}</strong>
      </p>
      @if (entry.hasValue()) {
        @let body = entry.value().record.body;
        <p>
          {{ t('diary.inside-why', { day: formats.date(body.date) }) }} {{ text() }}
          @if (body.activity.kind === 'pesticide') {
            · {{ t('diary.inside-days', { days: body.activity.preHarvestDays }) }}
          }
        </p>
      }
      <p>{{ t('diary.first-free', { day: formats.date(refusal().firstFreeDay) }) }}</p>
      <a [routerLink]="'/records/origin/diary-entry/' + refusal().entry">{{ t('diary.open-entry') }}</a>
    </div>
  `,
})
export class IntervalNote {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly refusal = input.required<HarvestRefusal>();
  readonly entry = resource({
    params: () => this.refusal().entry,
    loader: ({ params, abortSignal }) => this.#api.get('/api/origin/diary/{id}', { path: { id: params } }, abortSignal),
  });
  readonly text = (): string =>
    this.entry.hasValue() ? activityText(this.entry.value().record.body.activity, this.words) : '';
}
