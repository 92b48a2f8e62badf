import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { DiaryEntryBody } from '@daunguon/records';
import { SelectField } from '../../../form/select-field.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { pagedItems } from '../../../record/paged-list.ts';
import { PagedListView } from '../../../record/paged-list-view.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { growingAreas } from '../growing-areas.ts';
import { plusDays, today } from '../../../format/today.ts';
import { activityText } from './activity-text.ts';
import { DiaryPdf } from './diary-pdf.ts';

/** The field diary of a growing area: what was done, when, and until when nothing may be harvested. */
@Component({
  imports: [DiaryPdf, PagedListView, PageState, RouterLink, SelectField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './diary-page.html',
})
export class DiaryPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly today = today();
  /** From the address: id of the growing area. */
  readonly area = input<string>();
  readonly areas = growingAreas();
  readonly chosen = computed(() => this.area() ?? this.areas.items()[0]?.id);
  readonly list = pagedItems('/api/origin/diary', () => {
    const subject = this.chosen();
    return subject === undefined ? undefined : { query: { subject } };
  });
  /** The newest day first. */
  readonly entries = computed(() =>
    this.list.items().toSorted((a, b) => (a.body.date < b.body.date ? 1 : a.body.date > b.body.date ? -1 : 0)),
  );
  readonly writes = computed(() => ['farmer', 'packer'].includes(this.#session.role()));

  readonly textOf = ({ activity }: DiaryEntryBody): string => activityText(activity, this.words);
  /** First day on which may be harvested again. */
  readonly freeFrom = ({ date, activity }: DiaryEntryBody): string | undefined =>
    activity.kind === 'pesticide' && activity.preHarvestDays > 0 ? plusDays(date, activity.preHarvestDays) : undefined;
  readonly mine = (owner: string): boolean => this.writes() && owner === this.#session.unit();

  choose(area: string): void {
    void this.#router.navigate([], { queryParams: { area } });
  }
}
