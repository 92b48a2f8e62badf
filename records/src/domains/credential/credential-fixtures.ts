import type { Actor, FieldsDraft, RecordDraft, RecordState } from '../../record-state.ts';
import type { Capability } from '../registry/registry.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import type { IssuerKeyBody, RegisterIssuerKey } from './credential.ts';

/** A readable id for tests: 26 characters that end in the label. */
export const idOf = (label: string): string => label.padStart(26, '0');
export const txTime = '2026-11-24T08:00:00.000Z';

export const issuer: Actor = { msp: 'EduMSP', unit: idOf('SCH0'), role: 'issuer', signing: 'own' };
export const department: Actor = { msp: 'EduMSP', unit: '', role: 'registrar', signing: 'own' };

const saved = <Body>(draft: RecordDraft<Body>): RecordState<Body> => ({
  ...draft,
  salt: '0'.repeat(32),
  commitment: '0'.repeat(64),
  ts: txTime,
  by: issuer,
});

export const schoolMay = (...may: Capability[]): UnitStanding => ({
  msp: 'EduMSP',
  commune: '26068',
  grants: [{ accreditation: idOf('ACC'), may, from: '2026-03-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }],
});
export const standing = schoolMay('credential:diploma', 'credential:badge', 'credential:attest');

export const keyCommand: RegisterIssuerKey = {
  requestId: idOf('RQ'),
  id: idOf('KEY'),
  use: 'sign',
  algorithm: 'ES256',
  // RFC 7517, appendix A.1
  jwk: {
    kty: 'EC',
    crv: 'P-256',
    x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
    y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2029-01-01T00:00:00Z',
  custody: 'own',
};

export const issuerKey = (
  changes: Partial<IssuerKeyBody> = {},
  status: RecordState['status'] = 'active',
): RecordState<IssuerKeyBody> => {
  const { requestId: _, id, ...body } = keyCommand;
  const draft = { id, type: 'credential/issuer-key', owner: issuer.unit, version: 1, status } as const;
  return saved({ ...draft, body: { ...body, unit: issuer.unit, ...changes } });
};

/** A credential as the ledger has it: no body. */
export const credential = (changes: Partial<FieldsDraft> = {}): RecordState =>
  ({
    id: idOf('D1P'),
    type: 'credential/credential',
    version: 1,
    status: 'active',
    owner: issuer.unit,
    commitment: 'c'.repeat(64),
    facets: { kind: 'diploma', month: '2026-06', key: keyCommand.id },
    ts: txTime,
    by: issuer,
    ...changes,
  }) as unknown as RecordState;

export const row = {
  id: idOf('NEW'),
  kind: 'diploma',
  commitment: 'd'.repeat(64),
  month: '2026-06',
  key: keyCommand.id,
} as const;

export const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
