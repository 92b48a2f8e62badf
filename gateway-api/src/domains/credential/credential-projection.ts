import type { AttestationBody, FieldsState, IssuerKeyBody, RecordState } from '@daunguon/records';

/** Fields of the index by which records of `credential` are found: nothing that a person could be found by. */
export function credentialFields(state: RecordState): Record<string, string> {
  if (state.type === 'credential/credential') {
    const { kind = '' } = (state as unknown as FieldsState).facets;
    return { name: kind, unit: state.owner };
  }
  if (state.type === 'credential/issuer-key') return { name: (state.body as IssuerKeyBody).use, unit: state.owner };
  if (state.type === 'credential/attestation') {
    const { digest, subject } = state.body as AttestationBody;
    return { name: digest, unit: state.owner, ...(subject === undefined ? {} : { subject }) };
  }
  return { name: '', unit: state.owner };
}
