/** Scripts that this app starts beside the page. Nothing else may become one (Trusted Types). */
const own = { worker: '/field/sw.js', qr: '/field/qr-worker.js', zxing: '/field/zxing-worker.js' } as const;

interface ScriptUrlPolicy {
  createScriptURL(name: string): string;
}
interface TrustedTypeFactory {
  createPolicy(name: string, rules: { createScriptURL(name: string): string }): ScriptUrlPolicy;
}
let policy: ScriptUrlPolicy | undefined;

/** The address of one of this app's own scripts, as `Worker` and `register` take it where Trusted Types are asked for. */
export function scriptUrl(name: keyof typeof own): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypeFactory };
  policy ??= trustedTypes?.createPolicy('dn-field', { createScriptURL: (path) => path });
  return policy?.createScriptURL(own[name]) ?? own[name];
}

/** The whole app is kept on the device from the first visit on. */
export function keepOffline(): void {
  if ('serviceWorker' in navigator)
    void navigator.serviceWorker.register(scriptUrl('worker'), { scope: '/field/' }).catch(() => undefined);
}
