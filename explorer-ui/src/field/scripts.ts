import { ownScripts } from '../scan/own-scripts.ts';

const scriptUrl = ownScripts('dn-field', { worker: '/field/sw.js' });

/** The whole app is kept on the device from the first visit on. */
export function keepOffline(): void {
  if ('serviceWorker' in navigator)
    void navigator.serviceWorker.register(scriptUrl('worker'), { scope: '/field/' }).catch(() => undefined);
}
