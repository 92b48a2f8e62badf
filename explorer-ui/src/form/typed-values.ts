import { computed, signal, untracked } from '@angular/core';
import { draft } from './draft.ts';

/** Ids of the request and of the record that it makes: sent again after an unknown outcome, it is the same request. */
export interface FormIds {
  readonly requestId: string;
  readonly id: string;
}
export type FormValues<Name extends string> = Readonly<Record<Name, string>>;
/** A field -> those that were chosen for its value, and are emptied when it changes. */
export type Clears<Name extends string> = { readonly [Field in Name]?: readonly Name[] };
type Some<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/**
 * The texts of a form: what it begins with, and over it what somebody typed. Only what was typed is kept in the tab, so that a kept form never
 * brings back what it began with on another day or of an earlier version. `name` keeps it apart from others'; it is asked for when the form is
 * first read, when what the form is about is known. `clears`: a change of one field empties those that were chosen for its old value.
 */
export function typedValues<Name extends string>(
  name: string | (() => string),
  initial: FormValues<Name>,
  freshIds: () => FormIds,
  clears: Clears<NoInfer<Name>> = {} as Clears<NoInfer<Name>>,
) {
  const names = Object.keys(initial) as Name[];
  const begins = signal<FormValues<Name>>(initial);
  const kept = draft(name, { ids: freshIds(), typed: {} as Some<Name> });
  const values = computed<FormValues<Name>>(() => ({ ...begins(), ...kept.value().typed }));
  const put = (change: Some<Name>): void =>
    kept.value.update(({ ids, typed }) => ({ ids, typed: { ...typed, ...change } }));
  return {
    values,
    ids: (): FormIds => kept.value().ids,
    /** Something was typed before this page was opened. */
    get restored(): boolean {
      return kept.restored;
    },
    set: ([field, value]: readonly [string, string]): void => {
      const now = untracked(values);
      const emptied = now[field as Name] === value ? [] : (clears[field as Name] ?? []);
      // What is chosen for a value keeps that value, too.
      const chosenFor = names.filter((other) => clears[other]?.includes(field as Name));
      put({
        ...Object.fromEntries(chosenFor.map((other) => [other, now[other]])),
        ...Object.fromEntries(emptied.map((other) => [other, ''])),
        [field]: value,
      } as Some<Name>);
    },
    /** What the form begins with, once that is known; what was typed stays over it. */
    fill: (change: Some<Name>): void => {
      const now = untracked(begins);
      if (names.some((name) => change[name] !== undefined && change[name] !== now[name]))
        begins.set({ ...now, ...change });
    },
    /** What is sent stays as it is, whatever the form would begin with when it is opened again: a request id is for one content. */
    freeze: (): FormValues<Name> => {
      put(untracked(values));
      return untracked(values);
    },
    done: (): void => kept.done(),
  };
}
