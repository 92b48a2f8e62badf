import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { deviceList } from './device-list.ts';
import { DeviceTable } from './device-table.ts';

/** Devices of everybody whom the organisation certified: its registrar stops a lost one for somebody who cannot sign in. */
@Component({
  imports: [DeviceTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('device.nav') }}</h1>
    <p class="lead">{{ t('device.organisation-lead') }}</p>
    <dn-device-table [list]="list" [label]="t('device.nav')" />
  `,
})
export class OrganisationDevicesPage {
  readonly t = inject(Words).t;
  readonly list = deviceList('/api/devices/organisation');
}
