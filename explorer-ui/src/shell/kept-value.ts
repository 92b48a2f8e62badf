import { linkedSignal, type Resource, type Signal } from '@angular/core';

/**
 * The value of a resource, and while another is on its way the one before, as long as `still` holds of it: what is on the page stays where it is,
 * and with it the place where the keyboard was.
 */
export const keptValue = <Value>(
  of: Resource<Value | undefined>,
  still: (value: Value) => boolean,
): Signal<Value | undefined> =>
  linkedSignal<Value | undefined, Value | undefined>({
    source: () => (of.hasValue() ? of.value() : undefined),
    computation: (value, before) =>
      value ?? (before?.value !== undefined && still(before.value) ? before.value : undefined),
  }).asReadonly();
