import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CertificateBody, RecordState } from '@daunguon/records';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { today } from '../../../format/today.ts';

/** Certificates with the days on which they hold and their standing. One that has expired is said to have. */
@Component({
  selector: 'dn-certificate-table',
  imports: [RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('certificate.title')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('certificate.number') }}</th>
            <th scope="col">{{ t('certificate.standard') }}</th>
            <th scope="col">{{ t('certificate.issuer') }}</th>
            <th scope="col">{{ t('certificate.from') }}</th>
            <th scope="col">{{ t('certificate.until') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (one of certificates(); track one.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/origin/certificates/' + one.id">{{ one.body.number }}</a>
              </th>
              <td>{{ one.body.standard }}</td>
              <td>{{ one.body.issuer }}</td>
              <td>{{ formats.date(one.body.from) }}</td>
              <td>{{ formats.date(one.body.until) }}</td>
              <td>
                @if (one.status === 'active' && one.body.until < today) {
                  <span class="badge badge-suspended">{{ t('certificate.expired') }}</span>
                } @else if (one.status === 'active' && one.body.from > today) {
                  <span class="badge">{{ t('certificate.not-yet') }}</span>
                } @else {
                  <dn-status [status]="one.status" />
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class CertificateTable {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly certificates = input.required<readonly RecordState<CertificateBody>[]>();
  readonly today = today();
}
