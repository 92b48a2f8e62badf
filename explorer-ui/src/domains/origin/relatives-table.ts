import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Relative } from '../../api/answers.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { StatusBadge } from '../../record/status-badge.ts';

/** Batches of one direction of a family, the nearest first. */
@Component({
  selector: 'dn-relatives',
  imports: [RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (relatives().length === 0) {
      <p>{{ none() }}</p>
    } @else {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="label()">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('batch.lot') }}</th>
              <th scope="col" class="number">{{ t('batch.weight') }}</th>
              <th scope="col">{{ t('record.status') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (one of relatives(); track one.id) {
              <tr>
                <th scope="row">
                  <a [routerLink]="'/origin/batches/' + one.id">{{ one.lot }}</a>
                </th>
                <td class="number">{{ formats.number(one.weightKg) }}</td>
                <td><dn-status [status]="one.status" /></td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class RelativesTable {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly relatives = input.required<readonly Relative[]>();
  readonly none = input.required<string>();
  readonly label = input.required<string>();
}
