import type { RecordState } from '@daunguon/records';

/** Fields of the index by which registry records are found. */
export function registryFields({ body }: RecordState): Record<string, string> {
  const {
    name,
    product,
    commune,
    delegate,
    // A delegation is found by the unit that may record; its owner is the one in whose name.
    unit = delegate,
  } = body as Partial<Record<'name' | 'product' | 'commune' | 'unit' | 'delegate', string>>;
  return { name: name ?? product ?? '', ...(commune ? { commune } : {}), ...(unit ? { unit } : {}) };
}
