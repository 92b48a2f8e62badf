import type { RecordState } from '@daunguon/records';

/** Fields of the index by which OCOP records are found. */
export function ocopFields({ body }: RecordState): Record<string, string> {
  const { name, commune } = body as Partial<Record<'name' | 'commune', string>>;
  return { name: name ?? '', ...(commune ? { commune } : {}) };
}
