import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Formats } from '../../format/formats.ts';
import type { Answer } from '../../api/asked.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { Session } from '../../session/session.ts';

/** Councils: those that the person's unit sits in, all for the department. */
@Component({
  imports: [PagedListView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t(mineOnly() ? 'ocop.council.list-mine' : 'ocop.council.list') }}</h1>
    <dn-paged-list [of]="list" [label]="t('ocop.council.list')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('ocop.product') }}</th>
            <th scope="col">{{ t('ocop.step') }}</th>
            <th scope="col" class="number">{{ t('ocop.council.member') }}</th>
            <th scope="col">{{ t('record.at') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (council of list.items(); track council.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/ocop/councils/' + council.id">{{
                  names()[council.body.product] ?? council.body.product
                }}</a>
              </th>
              <td>{{ words.of('ocop.council.stage', council.body.stage) }}</td>
              <td class="number">{{ council.body.members.length }}</td>
              <td>{{ formats.time(council.ts) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class CouncilsPage {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly mineOnly = computed(() => this.#session.role() === 'council');
  readonly list = pagedItems('/api/ocop/sittings', () => ({
    query: { member: this.mineOnly() ? this.#session.unit() : undefined },
  }));
  readonly names = computed(
    () =>
      Object.assign(
        {},
        ...this.list.pages().map(({ products }) => products),
      ) as Answer<'/api/ocop/sittings'>['products'],
  );
}
