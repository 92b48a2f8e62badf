import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ItemBody, TakenDownItemBody } from '@daunguon/records';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';
import { itemIn } from './item-form.ts';

/** Items of the person's unit, or of everybody for the department. */
@Component({
  imports: [PagedListView, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ title() }}</h1>
    @if (scope() === 'mine') {
      <p class="actions">
        <a class="button primary" routerLink="/heritage/items/new">{{ t('heritage.new') }}</a>
        <a class="button secondary" routerLink="/heritage/restricted">{{ t('heritage.restricted-new') }}</a>
      </p>
    }
    <dn-paged-list [of]="list" [label]="title()" [emptyText]="t('heritage.none')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('heritage.item') }}</th>
            <th scope="col">{{ t('field.kind') }}</th>
            <th scope="col">{{ t('area.commune') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
            <th scope="col">{{ t('record.at') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (item of list.items(); track item.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/heritage/items/' + item.id">{{ shown(item.body)?.name ?? item.id }}</a>
              </th>
              <td>{{ words.of('heritage.kind', item.body.kind) }}</td>
              <td>{{ placesOf(item.body) }}</td>
              <td><dn-status [status]="item.status" /></td>
              <td>{{ formats.time(item.ts) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class ItemsPage {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  /** From the route. */
  readonly scope = input<'mine' | 'all'>('mine');
  readonly title = computed(() => this.t(this.scope() === 'mine' ? 'heritage.nav.mine' : 'heritage.nav.all'));
  readonly list = pagedItems('/api/heritage/items', () => ({
    query: { owner: this.scope() === 'all' ? undefined : this.#session.unit() },
  }));
  readonly shown = itemIn;
  readonly placesOf = (body: ItemBody | TakenDownItemBody): string =>
    (itemIn(body)?.places ?? []).map(({ name }) => name).join(', ');
}
