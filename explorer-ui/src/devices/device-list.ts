import { computed, DestroyRef, inject, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { deviceState } from './device-answers.ts';

/** While the ledger does not refuse a lost device yet, the page looks so often. */
const everyMs = 1500;

/** Devices below one path of the API, and the report that one is lost. Call in an injection context. */
export function deviceList(path: '/api/devices' | '/api/devices/organisation') {
  const api = inject(Api);
  const asking = attempt();
  const answer = resource({ loader: ({ abortSignal }) => api.get(path, {}, abortSignal) });
  const items = computed(() => (answer.hasValue() ? answer.value().items : []));
  const timer = setInterval(() => {
    if (items().some((device) => deviceState(device, Date.now()) === 'revoking')) answer.reload();
  }, everyMs);
  inject(DestroyRef).onDestroy(() => clearInterval(timer));
  return {
    answer,
    items,
    asking,
    async reportLost(id: string): Promise<void> {
      await asking.run(() => api.post('/api/devices/{id}/lost', { path: { id } }));
      answer.reload();
    },
  };
}
export type DeviceList = ReturnType<typeof deviceList>;
