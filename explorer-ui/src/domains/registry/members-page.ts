import { ChangeDetectionStrategy, Component, computed, inject, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';
import { UnitDelegations } from './delegation/unit-delegations.ts';
import { Invite } from './invite.ts';
import { keepsFarms } from './keeps-farms.ts';
import { UnitMembers } from './unit-members.ts';

/** Who belongs to a unit: the households whose farms it keeps, who records for whom, and the way in for another person. */
@Component({
  imports: [Invite, PagedListView, RouterLink, StatusBadge, UnitDelegations, UnitMembers],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t(keepsFarms() ? 'nav.members' : 'nav.people') }}</h1>
    <p class="lead">{{ t(keepsFarms() ? 'members.lead' : 'members.people-lead') }}</p>
    @if (keepsFarms()) {
      <section class="card">
        <h2>{{ t('type.origin/farm') }}</h2>
        <div class="actions">
          <a class="button secondary" routerLink="/origin/farms/new">{{ t('members.add-farm') }}</a>
        </div>
        <dn-paged-list [of]="farms" [label]="t('type.origin/farm')" [emptyText]="t('members.no-farm')">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ t('record.name') }}</th>
                <th scope="col">{{ t('area.commune') }}</th>
                <th scope="col" class="number">{{ t('area.size') }}</th>
                <th scope="col">{{ t('record.status') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (farm of farms.items(); track farm.id) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="'/record/' + farm.id">{{ farm.body.name }}</a>
                  </th>
                  <td>{{ formats.commune(farm.body.commune) }}</td>
                  <td class="number">
                    {{ farm.body.areaM2 === undefined ? '' : formats.number(farm.body.areaM2 / 10000) }}
                  </td>
                  <td><dn-status [status]="farm.status" /></td>
                </tr>
              }
            </tbody>
          </table>
        </dn-paged-list>
      </section>
    }
    @if (session.unit(); as unit) {
      <section class="card"><dn-unit-members [unit]="unit" /></section>
      @if (invites(); as roles) {
        @if (roles.length > 0) {
          <dn-invite />
        } @else {
          <p class="hint">{{ t('members.registrar-invites') }}</p>
        }
      }
    }
    @if (keepsFarms()) {
      <h2>{{ t('book.delegations-manage') }}</h2>
      <p>{{ t('book.delegations-lead') }}</p>
      <dn-unit-delegations [unit]="session.unit()" />
    }
  `,
})
export class MembersPage {
  readonly session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly keepsFarms = computed(() => keepsFarms(this.session.role()));
  readonly people = viewChild(UnitMembers);
  /** Roles in which the person may let others work here; undefined until the agent has said so. */
  readonly invites = computed(() => this.people()?.invites());
  readonly farms = pagedItems('/api/origin/farms', () =>
    this.session.unit() && this.keepsFarms() ? { query: { owner: this.session.unit() } } : undefined,
  );
}
