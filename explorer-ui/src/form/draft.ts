import { signal, untracked } from '@angular/core';

const prefix = 'dn-draft:';

/** What somebody is typing; whether it was typed before this page was opened. */
export interface Draft<Value extends object> {
  readonly value: { (): Value; set(next: Value): void; update(change: (now: Value) => Value): void };
  readonly restored: boolean;
  /** The form was sent: nothing to keep any more. */
  done(): void;
}

/**
 * A form's contents, kept in this tab as they are typed: a session that ends, a reload or a crash of the page loses no word. Also holds the ids
 * of the request, so that sending again after an unknown outcome is the same request. `name` keeps it apart from others' (see `commandForm`); it is
 * asked for when the draft is first read, when what the form is about is known.
 */
export function draft<Value extends object>(name: string | (() => string), initial: Value): Draft<Value> {
  let opened: ReturnType<typeof open<Value>> | undefined;
  const kept = () => (opened ??= untracked(() => open(typeof name === 'string' ? name : name(), initial)));
  return {
    value: Object.assign(() => kept().value(), {
      set: (next: Value): void => kept().put(next),
      update: (change: (now: Value) => Value): void => kept().put(change(untracked(kept().value))),
    }),
    get restored() {
      return kept().restored;
    },
    done: () => kept().done(),
  };
}

function open<Value extends object>(name: string, initial: Value) {
  const key = `${prefix}${name}`;
  const before = read<Value>(key);
  const value = signal<Value>({ ...initial, ...before });
  let isKept = true;
  return {
    value,
    restored: before !== null,
    put(next: Value): void {
      value.set(next);
      if (isKept) sessionStorage.setItem(key, JSON.stringify(next));
    },
    done(): void {
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

/** Whether somebody typed in this tab what was not sent. */
export const hasDrafts = (): boolean => Object.keys(sessionStorage).some((key) => key.startsWith(prefix));

/** At sign-out: what one person typed is not shown to the next. */
export const forgetDrafts = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
};
