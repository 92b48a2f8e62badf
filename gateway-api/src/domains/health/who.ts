import { readDisclosure, verifyField, type DisclosedField } from '@daunguon/proof';
import {
  DomainError,
  type AccreditationBody,
  type ClaimMade,
  type FieldsState,
  type Imported,
} from '@daunguon/records';
import type { Request } from 'express';
import { stateOf } from '../record-reads.ts';
import { holderTag } from '../../vault/holder-tag.ts';
import type { HealthDeps } from './health-deps.ts';

/** A code that stands for a patient: random, in no ledger, so that nobody reads a person from it. */
export interface Patient {
  readonly id: string;
  /** SHA-256 of the secret with which the code is claimed; absent once it was. */
  readonly claim?: string;
  /** Facility that printed that secret. */
  readonly printedBy?: string;
  /** The last claim with a printed secret: who holds the paper can dispute it. */
  readonly claimed?: ClaimMade;
  /** Until when a guardian speaks for the patient, ISO 8601. */
  readonly guardianUntil?: string;
  /** Made from an account of a shared database, whose owner was not there. */
  readonly imported?: Imported;
}
/** Codes of an account, by the blinded account. */
export interface Account {
  readonly patients: readonly { readonly id: string; readonly as: 'patient' | 'guardian' }[];
}

export interface Facility {
  readonly unit: string;
  readonly role: string;
  /** Blinded account of the person who acts. */
  readonly tag: string;
}

/** Gives a code to an account, which speaks for it as this. */
export const linkPatient = (
  deps: Pick<HealthDeps, 'docs'>,
  tag: string,
  patient: Patient,
  as: 'patient' | 'guardian',
): void => {
  const others = accountWith(deps, tag).patients.filter(({ id }) => id !== patient.id);
  deps.docs.put('patient', patient.id, patient);
  deps.docs.put('account', tag, { patients: [...others, { id: patient.id, as }] } satisfies Account);
};

type Deps = Pick<HealthDeps, 'authenticate' | 'identityOf' | 'store' | 'docs' | 'vaultKey' | 'now'>;

const isAccredited = async ({ store, now }: Deps, unit: string): Promise<boolean> => {
  const { docs } = await store.find('records', { equals: { type: 'registry/accreditation', unit }, limit: 1000 });
  const at = new Date(now()).toISOString();
  return docs.some((doc) => {
    const { status, body } = doc['state'] as unknown as { status: string; body: AccreditationBody };
    return status === 'active' && body.may.includes('health:record') && body.from <= at && at < body.until;
  });
};

/** The facility for which a person or an agent acts. What it says reaches the ledger in the department's name, so it is asked here. */
export async function facilityOf(deps: Deps, request: Request): Promise<Facility> {
  const person = await deps.authenticate(request);
  const { unit, role } = await deps.identityOf(person.subject, person.token);
  if (role !== 'clinic' || unit === '') throw new DomainError('registry/role-not-allowed', 'clinic');
  if (!(await isAccredited(deps, unit))) throw new DomainError('registry/not-accredited', 'health:record');
  return { unit, role, tag: holderTag(deps.vaultKey, person) };
}

/** Somebody of the department, who reviews. */
export async function departmentOf(deps: Deps, request: Request): Promise<{ readonly tag: string }> {
  const person = await deps.authenticate(request);
  const { mspId, role, unit } = await deps.identityOf(person.subject, person.token);
  if (mspId !== 'HealthMSP' || role !== 'registrar' || unit !== '')
    throw new DomainError('health/not-department', mspId);
  return { tag: holderTag(deps.vaultKey, person) };
}

export const accountOf = async (deps: Deps, request: Request): Promise<{ tag: string; account: Account }> => {
  const tag = holderTag(deps.vaultKey, await deps.authenticate(request));
  return { tag, account: accountWith(deps, tag) };
};

export const accountWith = ({ docs }: Pick<Deps, 'docs'>, tag: string): Account =>
  docs.get<Account>('account', tag) ?? { patients: [] };

/** The signed-in person as patient or guardian of this code. @throws DomainError also once the guardianship has ended */
export async function patientOf(deps: Deps, request: Request, id: string): Promise<'patient' | 'guardian'> {
  const { account } = await accountOf(deps, request);
  const found = account.patients.find((one) => one.id === id);
  if (found === undefined) throw new DomainError('health/not-the-patient');
  if (!speaksFor(deps, found)) throw new DomainError('health/guardian-ended', requirePatient(deps, id).guardianUntil);
  return found.as;
}

/** Whether a code of an account is still its to speak for: a guardian's say ends, a patient's does not. */
export const speaksFor = (deps: Pick<Deps, 'docs' | 'now'>, { id, as }: Account['patients'][number]): boolean =>
  as === 'patient' || isMinor(requirePatient(deps, id), deps.now());

/** Whether a guardian speaks for this patient at `now`, milliseconds since 1970. */
export const isMinor = ({ guardianUntil }: Patient, now: number): boolean =>
  guardianUntil !== undefined && new Date(now).toISOString() < guardianUntil;

export const requirePatient = ({ docs }: Pick<Deps, 'docs'>, id: string): Patient => {
  const patient = docs.get<Patient>('patient', id);
  if (patient === undefined) throw new DomainError('health/patient-unknown', id);
  return patient;
};

/** A commitment that is on the ledger and in force. */
export async function committedRecord({ store }: Pick<Deps, 'store'>, id: string): Promise<FieldsState> {
  const state = (await stateOf(store, id)) as FieldsState | undefined;
  if (state?.type !== 'health/commitment') throw new DomainError('health/not-committed', id);
  if (state.status === 'erased') throw new DomainError('health/status-final', state.status);
  return state;
}

/** Fields shown of a record, each proven against the ledger's commitment. The facility among them must be this one. */
export function provenFields(
  { id, commitment }: FieldsState,
  shown: unknown,
  unit: string,
): ReadonlyMap<string, DisclosedField['value']> {
  const read = readDisclosure(shown);
  if (read === undefined || read.id !== id || !read.fields.every((field) => verifyField(field, commitment))) {
    throw new DomainError('health/disclosure-invalid', id);
  }
  const fields = new Map(read.fields.map(({ pointer, value }) => [pointer, value]));
  if (fields.get('/facility') !== unit) throw new DomainError('health/other-facility', id);
  return fields;
}
