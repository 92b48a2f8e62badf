import { effect, signal, type WritableSignal } from '@angular/core';

const prefix = 'dn-draft:';

/** What somebody is typing; whether it was typed before this page was opened. */
export interface Draft<Value extends object> {
  readonly value: WritableSignal<Value>;
  readonly restored: boolean;
  /** The form was sent: nothing to keep any more. */
  done(): void;
}

/**
 * A form's contents, kept in this tab while they are typed: a session that ends, a reload or a crash of the page loses no word. Also holds the ids
 * of the request, so that sending again after an unknown outcome is the same request. Call in an injection context.
 */
export function draft<Value extends object>(name: string, initial: Value): Draft<Value> {
  const key = `${prefix}${name}`;
  const kept = read<Value>(key);
  const value = signal<Value>({ ...initial, ...kept });
  let first = true;
  const keeping = effect(() => {
    const text = JSON.stringify(value());
    if (!first) sessionStorage.setItem(key, text);
    first = false;
  });
  return {
    value,
    restored: kept !== null,
    done: () => {
      keeping.destroy();
      sessionStorage.removeItem(key);
    },
  };
}

const read = <Value>(key: string): Partial<Value> | null => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<Value> | null;
  } catch {
    return null;
  }
};

/** At sign-out: what one person typed is not shown to the next. */
export const forgetDrafts = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
};
