import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { ListFilters } from '../../../record/list-filters.ts';
import { pagedItems } from '../../../record/paged-list.ts';
import { PagedListView } from '../../../record/paged-list-view.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';

const openers = ['farmer', 'packer', 'carrier', 'retailer'];
/** Those whose unit opens journeys see its own first; a search finds everybody's. */
const ownFirst = ['farmer', 'packer', 'retailer'];

/** Containers, pallets and parcels, by number. */
@Component({
  imports: [ListFilters, PagedListView, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('shipment.title') }}</h1>
    <p class="lead">{{ t('shipment.lead') }}</p>
    @if (opens()) {
      <p>
        <a class="button primary" routerLink="/origin/shipments/new">{{ t('shipment.new') }}</a>
      </p>
    }
    <dn-list-filters [text]="text()" [status]="status()" />
    <dn-paged-list [of]="list" [label]="t('shipment.title')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('shipment.number') }}</th>
            <th scope="col">{{ t('shipment.kind') }}</th>
            <th scope="col">{{ t('shipment.seal') }}</th>
            <th scope="col">{{ t('shipment.gates') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
            <th scope="col">{{ t('record.at') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (unit of list.items(); track unit.id) {
            @let body = unit.body;
            <tr>
              <th scope="row">
                <a [routerLink]="'/origin/shipments/' + unit.id">{{ body.identity.number }}</a>
              </th>
              <td>{{ words.t(kinds[body.identity.kind]) }}</td>
              <td>{{ body.seal?.number ?? '–' }}</td>
              <td>
                {{ body.gate ? t(gates[body.gate.direction], { port: body.gate.port.locode }) : '–' }}
              </td>
              <td><dn-status [status]="unit.status" /></td>
              <td>{{ formats.time(unit.ts) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class ShipmentsPage {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly text = input<string>();
  readonly status = input<string>();
  readonly kinds = { container: 'shipment.container', pallet: 'shipment.pallet', parcel: 'shipment.parcel' } as const;
  readonly gates = { in: 'shipment.gate-in', out: 'shipment.gate-out' } as const;
  readonly opens = computed(
    () =>
      openers.includes(this.#session.role()) &&
      (this.#session.signedIn()?.may ?? []).some((capability) => capability !== 'origin:gate'),
  );
  readonly list = pagedItems('/api/origin/shipment-units', () => {
    const own = ownFirst.includes(this.#session.role()) && !this.text();
    return { query: { text: this.text(), status: this.status(), ...(own ? { owner: this.#session.unit() } : {}) } };
  });
}
