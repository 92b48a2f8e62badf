import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { ListFilters } from '../../record/list-filters.ts';
import { Organisations } from '../../record/organisations.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { isRegistrar } from './registrars.ts';

/** Units of the network, found by name; each leads to its accreditations. */
@Component({
  imports: [ListFilters, PagedListView, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('nav.units') }}</h1>
    <p class="lead">{{ t('units.lead') }}</p>
    @if (registers()) {
      <div class="actions">
        <a class="button primary" routerLink="/registry/units/new">{{ t('units.new') }}</a>
      </div>
    }
    <dn-list-filters [text]="text()" [status]="status()" />
    <dn-paged-list [of]="list" [label]="t('nav.units')" [emptyText]="t('units.none')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('record.name') }}</th>
            <th scope="col">{{ t('units.kind') }}</th>
            <th scope="col">{{ t('area.commune') }}</th>
            <th scope="col">{{ t('units.organisation') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (unit of list.items(); track unit.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/registry/units/' + unit.id">{{ unit.body.name }}</a>
              </th>
              <td>{{ words.of('kind', unit.body.kind) }}</td>
              <td>{{ formats.commune(unit.body.commune) }}</td>
              <td>{{ organisations.nameOf(unit.body.organisation) }}</td>
              <td><dn-status [status]="unit.status" /></td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class UnitsPage {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly organisations = inject(Organisations);
  /** From the address. */
  readonly text = input<string>();
  readonly status = input<string>();
  readonly registers = isRegistrar();
  readonly list = pagedItems('/api/registry/units', () => ({ query: { text: this.text(), status: this.status() } }));
}
