import type { RecordState } from '@daunguon/records';

/** Fields of the index by which registry records are found. */
export function registryFields({ body }: RecordState): Record<string, string> {
  const { name, commune, unit } = body as { name?: string; commune?: string; unit?: string };
  return { name: name ?? '', ...(commune ? { commune } : {}), ...(unit ? { unit } : {}) };
}
