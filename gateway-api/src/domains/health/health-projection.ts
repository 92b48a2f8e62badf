import type { FacilityKeyBody, FieldsState, RecordState } from '@daunguon/records';

/** Fields of the index by which records of `health` are found: batch and facility's key. Nothing leads to a person. */
export function healthFields(state: RecordState): Record<string, string> {
  if (state.type === 'health/commitment') {
    const { batch = '' } = (state as unknown as FieldsState).facets;
    return { name: '', batch };
  }
  if (state.type === 'health/key') return { name: (state.body as FacilityKeyBody).use, unit: state.owner };
  return { name: '' };
}
