import { computed, linkedSignal, signal, type Signal } from '@angular/core';

/** Which of several forms is open, one at a time. It stays while its result is shown, though what it is about may offer it no more. */
export function openForm<Name extends string>(offered: Signal<readonly Name[]>) {
  const open = signal<Name | null>(null);
  return {
    open: open.asReadonly(),
    /** Those that can be opened, and the one that is. */
    names: computed<readonly Name[]>(() => {
      const [now, names] = [open(), offered()];
      return now === null || names.includes(now) ? names : [...names, now];
    }),
    toggle: (name: Name): void => open.update((now) => (now === name ? null : name)),
  };
}
export type OpenForm<Name extends string> = ReturnType<typeof openForm<Name>>;

/** The newest value that is known: what is read anew does not go away meanwhile. */
export const lastKnown = <Value>(source: Signal<Value | undefined>): Signal<Value | undefined> =>
  linkedSignal<Value | undefined, Value | undefined>({ source, computation: (now, before) => now ?? before?.value });
