import { createHash, randomBytes } from 'node:crypto';
import {
  CanonicalError,
  commitFields,
  discloseFields,
  encodeDisclosure,
  newId,
  saltFields,
  type Disclosure,
  type FieldValues,
} from '@daunguon/proof';
import { healthFields, type HealthFormat } from '@daunguon/proof/health';
import { retentionOf, vietnamDate, type RetentionClass } from '@daunguon/records';
import type { ClinicStore } from '../store/clinic-store.ts';

/** What is kept of a record, sealed: the file itself and everything that opens its commitment. */
export interface KeptRecord {
  readonly name: string;
  readonly format: HealthFormat;
  /** Base64. */
  readonly bytes: string;
  /** 64 hexadecimal digits. */
  readonly saltSeed: string;
  readonly fields: FieldValues;
  readonly commitment: string;
  /** The record here that this one corrects. */
  readonly supersedes?: string;
}

/** A file that is not taken: the code of the reason and the place in the file. Its contents are in no message. */
export class IntakeRefusal extends Error {
  readonly code: string;
  readonly pointer: string;
  constructor(code: string, pointer = '') {
    super(pointer === '' ? code : `${code} at ${pointer}`);
    this.name = 'IntakeRefusal';
    this.code = code;
    this.pointer = pointer;
  }
}

export interface Intake {
  readonly patient: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** YYYY-MM-DD; for files that do not say it. */
  readonly date: string;
  readonly retention: RetentionClass;
  /** The record that this file corrects. */
  readonly supersedes?: string;
}

export interface IntakeDeps {
  readonly store: ClinicStore;
  readonly unit: string;
  readonly maxBytes: number;
  readonly now: () => number;
  /** Compact JWS over the digest of the bytes; null where the facility does not sign. */
  readonly sign: (digest: string) => Promise<string | null>;
}

const isFhir = (name: string): boolean => /\.json$/i.test(name);

const fieldsOf = (
  bytes: Uint8Array,
  format: HealthFormat,
  statement: Parameters<typeof healthFields>[2],
): FieldValues => {
  try {
    return healthFields(bytes, format, statement);
  } catch (error) {
    if (error instanceof CanonicalError) throw new IntakeRefusal(codeOf(error.message), error.pointer);
    throw error;
  }
};
const codeOf = (message: string): string =>
  message.includes('twice') ? 'duplicate-key' : message.includes('NFC') ? 'text-not-nfc' : 'not-fhir-json';

/**
 * Takes a file in: its fields, a fresh salt seed and its id are on disk, sealed, when this returns the id. The same bytes of the same
 * patient again give the id that they have; as the correction of another record they are refused.
 */
export async function takeIn(deps: IntakeDeps, { patient, name, bytes, ...asked }: Intake): Promise<string> {
  const { store, unit } = deps;
  const { date, retention, supersedes } = asked;
  if (bytes.length > deps.maxBytes) throw new IntakeRefusal('file-too-large');
  const known = store.known(patient, bytes);
  if (known !== undefined) {
    const isSame = supersedes === undefined || store.content<KeptRecord>(known).supersedes === supersedes;
    if (!isSame) throw new IntakeRefusal('unchanged');
    return known;
  }
  const format: HealthFormat = isFhir(name) ? 'fhir' : 'opaque';
  const signature = await deps.sign(createHash('sha256').update(bytes).digest('hex'));
  const draft = fieldsOf(bytes, format, { facility: unit, signature, date, retention: null });
  const documentDate = String(draft.find(([pointer]) => pointer === '/date')?.[1]);
  // A day for time zones; more is a wrong clock somewhere.
  if (!/^\d{4}(-\d{2}){0,2}$/.test(documentDate)) throw new IntakeRefusal('date', '/date');
  if (documentDate > vietnamDate(deps.now() + 86_400_000)) {
    throw new IntakeRefusal('health/clock-skew', '/date');
  }
  const duty = retentionOf(retention, documentDate.padEnd(10, '-01').slice(0, 10));
  const fields = draft.map((field): FieldValues[number] =>
    field[0] === '/retention' ? ['/retention', duty && { class: duty.class, until: duty.until }] : field,
  );
  const [id, saltSeed] = [newId(randomBytes(16)), randomBytes(32)];
  const kept: KeptRecord = {
    ...{ name, format, bytes: Buffer.from(bytes).toString('base64'), saltSeed: saltSeed.toString('hex'), fields },
    commitment: commitFields(saltFields(fields, saltSeed, { id, version: 1 })),
    ...(supersedes === undefined ? {} : { supersedes }),
  };
  store.add(id, patient, bytes, kept);
  // Two that came at once: the first stays.
  return store.known(patient, bytes) ?? id;
}

/** Chosen fields of a kept record, each proving alone; every other stays unknown. */
export const showFields = (id: string, { fields, saltSeed }: KeptRecord, pointers: readonly string[]): Disclosure => {
  const salted = saltFields(fields, Buffer.from(saltSeed, 'hex'), { id, version: 1 });
  const chosen = pointers.map((pointer) => {
    const index = fields.findIndex(([one]) => one === pointer);
    if (index < 0) throw new IntakeRefusal('no-such-field', pointer);
    return index;
  });
  return encodeDisclosure(id, discloseFields(salted, chosen));
};
