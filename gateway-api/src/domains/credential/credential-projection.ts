import type { FieldsState, IssuerKeyBody, RecordState } from '@daunguon/records';

/** Fields of the index by which records of `credential` are found: nothing that a person could be found by. */
export function credentialFields(state: RecordState): Record<string, string> {
  if (state.type === 'credential/credential') {
    const { kind = '' } = (state as unknown as FieldsState).facets;
    return { name: kind, unit: state.owner };
  }
  if (state.type === 'credential/issuer-key') return { name: (state.body as IssuerKeyBody).use, unit: state.owner };
  return { name: '', unit: state.owner };
}
