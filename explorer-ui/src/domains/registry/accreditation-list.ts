import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AccreditationBody, RecordState } from '@daunguon/records';
import { ReasonForm } from '../../command/reason-form.ts';
import { recordPath } from '../../domains.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';

type Accreditation = RecordState<AccreditationBody>;

/** What a unit may do and until when, newest first; whoever registered it suspends one. */
@Component({
  selector: 'dn-accreditation-list',
  imports: [PagedListView, ReasonForm, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-paged-list [of]="list" [label]="t('accreditation.list')" [emptyText]="t('accreditation.none')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('accreditation.may') }}</th>
            <th scope="col">{{ t('field.from') }}</th>
            <th scope="col">{{ t('field.until') }}</th>
            <th scope="col">{{ t('accreditation.decision') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (one of list.items(); track one.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="pathOf(one)">{{ mayOf(one) }}</a>
              </th>
              <td>{{ formats.date(one.body.from) }}</td>
              <td>{{ formats.date(one.body.until) }}</td>
              <td>{{ one.body.decision }}</td>
              <td>
                <dn-status [status]="one.status" />
                @if (isOver(one)) {
                  <small>{{ t('accreditation.over') }}</small>
                }
                @if (one.body.suspension; as it) {
                  <br /><small>{{
                    t('accreditation.suspended', { at: formats.time(it.at), reason: it.reason })
                  }}</small>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
    @if (suspends()) {
      <div class="actions">
        @for (one of inForce(); track one.id) {
          <button
            type="button"
            class="danger"
            [attr.aria-expanded]="suspending()[0]?.id === one.id"
            (click)="suspending.set(suspending()[0]?.id === one.id ? [] : [one])"
          >
            {{ t('accreditation.suspend-which', { may: mayOf(one), until: formats.date(one.body.until) }) }}
          </button>
        }
      </div>
      @for (one of suspending(); track one.id) {
        <dn-reason-form
          [record]="one"
          transaction="Registry:SuspendAccreditation"
          path="/api/registry/accreditations/suspend"
          [reasonLabel]="t('accreditation.reason')"
          [reasonHint]="t('accreditation.suspend-hint')"
          [send]="t('accreditation.suspend')"
          [danger]="true"
          (done)="list.reload()"
        />
      }
    }
  `,
})
export class AccreditationList {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly unit = input.required<string>();
  readonly suspends = input(false);
  /** The one that is about to be suspended; it stays while its result is shown. */
  readonly suspending = signal<readonly Accreditation[]>([]);
  readonly list = pagedItems('/api/registry/accreditations', () => ({ query: { unit: this.unit() } }));
  readonly inForce = computed(() => this.list.items().filter((one) => one.status === 'active' && !this.isOver(one)));
  readonly pathOf = ({ type, id }: Accreditation): string => recordPath(type, id);
  readonly mayOf = ({ body }: Accreditation): string => body.may.map((one) => this.words.of('may', one)).join(', ');
  readonly isOver = ({ status, body }: Accreditation): boolean =>
    status === 'active' && Date.parse(body.until) <= Date.now();
}
