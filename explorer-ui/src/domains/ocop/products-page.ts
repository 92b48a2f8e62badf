import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProductBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { PageState } from '../../shell/page-state.ts';
import { Session } from '../../session/session.ts';

const titles = { mine: 'ocop.nav.mine', inbox: 'ocop.nav.inbox', all: 'ocop.nav.all' } as const;

/** OCOP products: of the person's unit, of the officer's commune, or of everybody. */
@Component({
  imports: [PagedListView, PageState, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t(title()) }}</h1>
    @if (scope() === 'mine') {
      <p class="actions">
        <a class="button primary" routerLink="/ocop/dossier">{{ t('ocop.new') }}</a>
      </p>
    }
    @if (scope() === 'inbox' && !ownUnit.hasValue()) {
      <dn-page-state [of]="ownUnit" (again)="ownUnit.reload()" />
    } @else {
      <dn-paged-list [of]="list" [label]="t(title())" [emptyText]="t('ocop.none')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('ocop.product') }}</th>
              <th scope="col">{{ t('ocop.step') }}</th>
              <th scope="col">{{ t('ocop.stars') }}</th>
              <th scope="col">{{ t('area.commune') }}</th>
              <th scope="col">{{ t('record.status') }}</th>
              <th scope="col">{{ t('record.at') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (product of list.items(); track product.id) {
              <tr>
                <th scope="row">
                  <a [routerLink]="'/ocop/products/' + product.id">{{ product.body.name }}</a>
                </th>
                <td>{{ words.of('ocop.stage', product.body.stage) }}</td>
                <td>{{ starsOf(product.body) }}</td>
                <td>{{ formats.commune(product.body.commune) }}</td>
                <td><dn-status [status]="product.status" /></td>
                <td>{{ formats.time(product.ts) }}</td>
              </tr>
            }
          </tbody>
        </table>
      </dn-paged-list>
    }
  `,
})
export class ProductsPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  /** From the route. */
  readonly scope = input<keyof typeof titles>('mine');
  readonly title = computed(() => titles[this.scope()]);
  readonly ownUnit = resource({
    params: () => (this.scope() === 'inbox' && this.#session.unit()) || undefined,
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/registry/units/{id}', { path: { id: params } }, abortSignal),
  });
  readonly list = pagedItems('/api/ocop/products', () => {
    if (this.scope() === 'all') return {};
    if (this.scope() === 'mine') return { query: { owner: this.#session.unit() } };
    const commune = this.ownUnit.hasValue() ? this.ownUnit.value().record.body.commune : undefined;
    return commune === undefined ? undefined : { query: { commune } };
  });

  starsOf({ rating }: ProductBody): string {
    return rating === undefined ? this.t('ocop.no-stars') : '★'.repeat(rating.stars);
  }
}
