import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { recordTitle } from '@daunguon/records/record-title';
import type { AnyRecord } from '../api/answers.ts';
import { recordPath } from '../domains.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { StatusBadge } from './status-badge.ts';

type ListedRecord = Pick<AnyRecord, 'id' | 'type' | 'status' | 'ts'>;

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
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly formats = inject(Formats);
  readonly records = input.required<readonly ListedRecord[]>();
  readonly label = input.required<string>();
  /** One that has no name is told by what it is and the end of its id. */
  readonly titleOf = (record: ListedRecord): string => {
    const title = recordTitle(record);
    return title === record.id ? `${this.#words.of('type', record.type)} …${record.id.slice(-6)}` : title;
  };
  readonly pathOf = ({ type, id }: ListedRecord): string => recordPath(type, id);
}
