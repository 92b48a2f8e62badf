import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecordState } from '@daunguon/records';
import { recordPath } from '../domains.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { recordTitle } from './record-title.ts';
import { StatusBadge } from './status-badge.ts';

/** Records of any type: name, status, when, and a link to each. */
@Component({
  selector: 'dn-record-table',
  imports: [RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="label()">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('record.name') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
            <th scope="col">{{ t('record.at') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (record of records(); track record.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="pathOf(record)">{{ titleOf(record) }}</a>
              </th>
              <td><dn-status [status]="record.status" /></td>
              <td>{{ formats.time(record.ts) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class RecordTable {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly records = input.required<readonly RecordState[]>();
  readonly label = input.required<string>();
  readonly titleOf = recordTitle;
  readonly pathOf = ({ type, id }: RecordState): string => recordPath(type, id);
}
