import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { pagedItems } from '../../../record/paged-list.ts';
import { PagedListView } from '../../../record/paged-list-view.ts';
import { Session } from '../../../session/session.ts';
import { today } from '../../../format/today.ts';
import { CropRulesForm } from './crop-rules-form.ts';

/** Dated rule sets of yields and tolerances by crop; for the department, the form for the next one. */
@Component({
  imports: [CropRulesForm, PagedListView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('rules.title') }}</h1>
    <p class="lead">{{ t('rules.lead') }}</p>
    <dn-paged-list [of]="list" [label]="t('rules.title')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('area.crop') }}</th>
            <th scope="col">{{ t('field.from') }}</th>
            <th scope="col" class="number">{{ t('rules.yield') }}</th>
            <th scope="col" class="number">{{ t('rules.tolerance') }}</th>
            <th scope="col">{{ t('rules.decision') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/records/origin/crop-rules/' + row.id">{{ words.of('crop', row.body.crop) }}</a>
              </th>
              <td>{{ formats.date(row.body.from) }}</td>
              <td class="number">{{ row.body.yieldPercent }}</td>
              <td class="number">{{ row.body.tolerancePercent }}</td>
              <td>{{ row.body.decision ?? '–' }}</td>
              <td>
                <span class="badge" [class.badge-active]="row.state === 'in-force'">
                  {{ words.of('standing', row.state) }}
                </span>
              </td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
    @if (registers()) {
      <section class="card">
        <h2>{{ t('rules.new') }}</h2>
        <dn-crop-rules-form (sent)="list.reload()" />
      </section>
    }
  `,
})
export class CropRulesPage {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly list = pagedItems('/api/origin/crop-rules');
  /** By crop, the newest first; the newest that has begun is in force. */
  readonly rows = computed(() => {
    const day = today();
    const sorted = this.list
      .items()
      .toSorted((a, b) => (a.body.crop + a.body.from < b.body.crop + b.body.from ? 1 : -1))
      .toSorted((a, b) => (a.body.crop < b.body.crop ? -1 : a.body.crop > b.body.crop ? 1 : 0));
    return sorted.map(({ id, body }) => {
      const inForce = sorted.find((one) => one.body.crop === body.crop && one.body.from <= day)?.id === id;
      return { id, body, state: inForce ? 'in-force' : body.from > day ? 'to-come' : 'past' };
    });
  });
  readonly registers = computed(() => ['registrar', 'admin'].includes(this.#session.role()));
}
