import { signal, untracked, type WritableSignal } from '@angular/core';

const prefix = 'dn-draft:';

/** What somebody is typing; whether it was typed before this page was opened. */
export interface Draft<Value extends object> {
  readonly value: WritableSignal<Value>;
  readonly restored: boolean;
  /** The form was sent: nothing to keep any more. */
  done(): void;
}

/**
 * A form's contents, kept in this tab as they are typed: a session that ends, a reload or a crash of the page loses no word. Also holds the ids
 * of the request, so that sending again after an unknown outcome is the same request.
 */
export function draft<Value extends object>(name: string, initial: Value): Draft<Value> {
  const key = `${prefix}${name}`;
  const kept = read<Value>(key);
  const value = signal<Value>({ ...initial, ...kept });
  const { set } = value;
  let isKept = true;
  value.set = (next) => {
    set(next);
    if (isKept) sessionStorage.setItem(key, JSON.stringify(next));
  };
  value.update = (change) => value.set(change(untracked(value)));
  return {
    value,
    restored: kept !== null,
    done: () => {
      isKept = false;
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
