import type { RecordState } from '@daunguon/records';

/** Fields of the index by which registry records are found. */
export function registryFields({ body }: RecordState): Record<string, string> {
  const { name, product, commune, unit } = body as Partial<Record<'name' | 'product' | 'commune' | 'unit', string>>;
  return { name: name ?? product ?? '', ...(commune ? { commune } : {}), ...(unit ? { unit } : {}) };
}
