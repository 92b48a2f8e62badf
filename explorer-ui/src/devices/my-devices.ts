import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { CommandSender } from '../command/command-sender.ts';
import { Words } from '../i18n/words.ts';
import { deviceList } from './device-list.ts';
import { DeviceTable } from './device-table.ts';

/** The person's own devices, wherever they are. */
@Component({
  selector: 'dn-my-devices',
  imports: [DeviceTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('device.mine') }}</h2>
      <p>{{ t('device.mine-lead') }}</p>
      <dn-device-table [list]="list" [label]="t('device.mine')" [thisDevice]="thisDevice()" />
    </section>
  `,
})
export class MyDevices {
  readonly t = inject(Words).t;
  readonly #sender = inject(CommandSender);
  readonly list = deviceList('/api/devices');
  readonly thisDevice = computed(() =>
    this.#sender.ownKey.hasValue() ? this.#sender.ownKey.value()?.identity.device : undefined,
  );
}
