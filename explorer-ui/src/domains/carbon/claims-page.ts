import { ChangeDetectionStrategy, Component, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { RecordTable } from '../../record/record-table.ts';
import { PageState } from '../../shell/page-state.ts';
import { InternalNotice } from './internal-notice.ts';

/** Plots that two projects seem to claim: those that wait for a decision, and boundaries that overlap. */
@Component({
  imports: [InternalNotice, PageState, RecordTable, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('carbon.nav.claims') }}</h1>
    <dn-carbon-notice />
    <p class="lead">{{ t('carbon.claims.lead') }}</p>
    @if (held.items().length > 0) {
      <dn-record-table [records]="held.items()" [label]="t('carbon.nav.claims')" />
    }
    <dn-page-state
      [of]="claims"
      [empty]="claims.hasValue() && claims.value().items.length === 0"
      [emptyText]="t('carbon.claims.none')"
      (again)="claims.reload()"
    />
    @if (claims.hasValue() && claims.value().items.length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('carbon.nav.claims')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('carbon.claims.plot') }}</th>
              <th scope="col">{{ t('carbon.claims.other') }}</th>
              <th scope="col" class="number">{{ t('carbon.claims.overlap') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (claim of claims.value().items; track claim.plot + claim.other) {
              <tr>
                <th scope="row">
                  <a [routerLink]="'/carbon/plots/' + claim.plot">{{ claim.plot }}</a>
                </th>
                <td>
                  <a [routerLink]="'/carbon/plots/' + claim.other">{{ claim.other }}</a>
                </td>
                <td class="number">{{ formats.number(claim.overlapM2) }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class ClaimsPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly held = pagedItems('/api/carbon/plots', () => ({ query: { status: 'held' } }));
  readonly claims = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/carbon/double-claims', {}, abortSignal),
  });
}
