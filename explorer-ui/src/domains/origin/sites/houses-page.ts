import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PackingHouseBody } from '@daunguon/records';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { pagedItems } from '../../../record/paged-list.ts';
import { PagedListView } from '../../../record/paged-list-view.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';

/** Packing houses under their codes, and the markets that have approved each. */
@Component({
  imports: [PagedListView, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('house.title') }}</h1>
    @if (registers()) {
      <div class="actions">
        <a class="button primary" routerLink="/origin/packing-houses/new">{{ t('house.new') }}</a>
      </div>
    }
    <dn-paged-list [of]="list" [label]="t('house.title')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('house.phc') }}</th>
            <th scope="col">{{ t('record.name') }}</th>
            <th scope="col">{{ t('area.commune') }}</th>
            <th scope="col">{{ t('site.approved-by') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (house of list.items(); track house.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/origin/packing-houses/' + house.id">{{ house.body.phc }}</a>
              </th>
              <td>{{ house.body.name }}</td>
              <td>{{ formats.commune(house.body.commune) }}</td>
              <td>{{ approvedBy(house.body) }}</td>
              <td><dn-status [status]="house.status" /></td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class HousesPage {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly list = pagedItems('/api/origin/packing-houses');
  readonly registers = computed(() => ['registrar', 'admin'].includes(this.#session.role()));
  readonly approvedBy = ({ markets = [] }: PackingHouseBody): string =>
    markets
      .flatMap(({ market, status }) => (status === 'approved' ? [this.words.of('market', market)] : []))
      .join(', ') || '–';
}
