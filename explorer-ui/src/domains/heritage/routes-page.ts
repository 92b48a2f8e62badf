import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecordState, RouteBody } from '@daunguon/records';
import { ReasonForm } from '../../command/reason-form.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';

/** Routes of the person's unit. */
@Component({
  imports: [PagedListView, ReasonForm, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('heritage.nav.routes') }}</h1>
    <p class="actions">
      <a class="button primary" routerLink="/heritage/routes/new">{{ t('heritage.route-new') }}</a>
    </p>
    @if (ending(); as route) {
      <section class="card">
        <h2>{{ t('heritage.route-end') }}: {{ route.body.name }}</h2>
        <dn-reason-form
          [record]="route"
          transaction="Heritage:EndRoute"
          path="/api/heritage/routes/end"
          [send]="t('heritage.route-end')"
          [danger]="true"
          (done)="list.reload()"
        />
      </section>
    }
    <dn-paged-list [of]="list" [label]="t('heritage.nav.routes')" [emptyText]="t('heritage.routes-none')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('heritage.route-name') }}</th>
            <th scope="col">{{ t('heritage.stops') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
            <th scope="col">{{ t('record.at') }}</th>
            <th scope="col">{{ t('batch.actions') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (route of list.items(); track route.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/records/heritage/route/' + route.id">{{ route.body.name }}</a>
              </th>
              <td>{{ route.body.stops.length }}</td>
              <td><dn-status [status]="route.status" /></td>
              <td>{{ formats.time(route.ts) }}</td>
              <td>
                @if (route.status === 'active') {
                  <div class="actions">
                    <a class="button secondary" [routerLink]="'/heritage/routes/' + route.id + '/edit'">{{
                      t('heritage.edit')
                    }}</a>
                    <button type="button" class="danger" (click)="ending.set(route)">
                      {{ t('heritage.route-end') }}
                    </button>
                  </div>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class RoutesPage {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  /** Route that is about to end. */
  readonly ending = signal<RecordState<RouteBody> | null>(null);
  readonly list = pagedItems('/api/heritage/routes', () => ({ query: { owner: this.#session.unit() } }));
}
