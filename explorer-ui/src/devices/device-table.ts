import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { SureButton } from '../exchange/sure-button.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import { deviceState } from './device-answers.ts';
import type { DeviceList } from './device-list.ts';

/** Devices that sign, since when, when last, and the way to stop a lost one. */
@Component({
  selector: 'dn-device-table',
  imports: [PageState, SureButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (list().asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    <dn-page-state
      [of]="list().answer"
      [empty]="rows().length === 0"
      [emptyText]="t('device.none')"
      (again)="list().answer.reload()"
    />
    @if (rows().length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="label()">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('device.device') }}</th>
              <th scope="col">{{ t('device.enrolled') }}</th>
              <th scope="col">{{ t('device.used') }}</th>
              <th scope="col">{{ t('device.state') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.id) {
              <tr>
                <th scope="row">
                  {{ row.label || t('device.unnamed') }}
                  @if (row.id === thisDevice()) {
                    <small class="badge">{{ t('device.this') }}</small>
                  }
                  <br /><small>{{ row.where }}</small>
                </th>
                <td>{{ formats.time(row.enrolledAt) }}</td>
                <td>{{ row.lastUsedAt ? formats.time(row.lastUsedAt) : t('device.never') }}</td>
                <td>
                  @switch (row.state) {
                    @case ('in-use') {
                      {{ t('device.in-use') }}<br />
                      <dn-sure-button
                        [label]="t('device.lost')"
                        [question]="t('device.lost-sure')"
                        [disabled]="list().asking.busy()"
                        (sure)="list().reportLost(row.id)"
                      />
                    }
                    @case ('revoking') {
                      <span role="status">{{ t('device.revoking') }}</span>
                    }
                    @case ('revoked') {
                      <span role="status">{{
                        t('device.revoked', {
                          time: formats.time(row.refused?.at ?? ''),
                          block: formats.number(row.refused?.block ?? 0),
                        })
                      }}</span>
                    }
                    @case ('expired') {
                      {{ t('device.expired') }}
                    }
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class DeviceTable {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly list = input.required<DeviceList>();
  readonly label = input.required<string>();
  /** Id of the device on which the page is. */
  readonly thisDevice = input<string>();
  readonly rows = computed(() =>
    this.list()
      .items()
      .map((device) => ({
        ...device,
        state: deviceState(device, Date.now()),
        where: `${this.words.of('role', device.role)} · ${device.unitName || this.t('session.department')}`,
      })),
  );
}
