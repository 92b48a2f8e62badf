import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { canonicalize, type Json } from '../canonical-json.ts';
import { commitFields, fieldSalter, type Field } from '../fields/field-tree.ts';
import { openBytes, sealBytes, type Random, type Subtle } from './aes-gcm.ts';
import { unwrapForHolder, wrapForHolder, wrapForUnit, type Sealing, type UnitWrap } from './wraps.ts';

/** All fields of a record's type in the type's order: RFC 6901 pointer and value, null where there is none. */
export type FieldValues = readonly (readonly [pointer: string, value: Json])[];

/** Contents of a personal record as a server keeps and sends them; it can open nothing of it. */
export interface SealedBody {
  readonly sealed: 'daunguon-sealed/1';
  readonly type: string;
  /** Version in which these contents were committed; later versions may keep them. */
  readonly version: number;
  /** Base64 of nonce, ciphertext and tag. */
  readonly box: string;
  /** The body key, wrapped to the holder's secret and to the issuing unit's key. */
  readonly wraps: { readonly holder?: string; readonly unit?: UnitWrap };
}

export interface ToSeal extends Sealing {
  readonly type: string;
  readonly values: FieldValues;
  readonly secret: string;
  readonly unit?: Parameters<typeof wrapForUnit>[3];
}

/** Bytes that are no sealed body, or not of this record, or not of this secret. */
export class SealedError extends Error {
  constructor(cause?: unknown) {
    super('the sealed contents do not open', { cause });
    this.name = 'SealedError';
  }
}

const about = ({ id, version, type }: Sealing & { type: string }): Uint8Array =>
  utf8ToBytes(['daunguon/sealed/v1', id, String(version), type].join('\0'));

/** Fields with their salts, which follow from the version's own seed. */
export const saltFields = (values: FieldValues, saltSeed: Uint8Array, { id, version }: Sealing): Field[] => {
  const salt = fieldSalter(saltSeed, id, version);
  return values.map(([pointer, value]) => ({ pointer, value, salt: salt(pointer) }));
};

/** Commits to the fields under a fresh seed and seals both under a fresh body key. */
export const sealFields = async (
  subtle: Subtle,
  random: Random,
  { id, version, type, values, secret, unit }: ToSeal,
): Promise<{ commitment: string; sealed: SealedBody }> => {
  const [saltSeed, bodyKey] = [random(32), random(32)];
  const commitment = commitFields(saltFields(values, saltSeed, { id, version }));
  const plain = utf8ToBytes(canonicalize({ fields: values, saltSeed: bytesToHex(saltSeed) }));
  const box = await sealBytes(subtle, random, bodyKey, plain, about({ id, version, type }));
  const holder = await wrapForHolder(subtle, random, bodyKey, secret, { id, version });
  const byUnit = unit === undefined ? {} : { unit: await wrapForUnit(subtle, random, bodyKey, unit, { id, version }) };
  const sealed = {
    sealed: 'daunguon-sealed/1',
    type,
    version,
    box: toBase64(box),
    wraps: { holder, ...byUnit },
  } as const;
  return { commitment, sealed };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The sealed body in anything; undefined if it is none. */
export const readSealed = (value: unknown): SealedBody | undefined => {
  if (!isObject(value) || value['sealed'] !== 'daunguon-sealed/1' || !isObject(value['wraps'])) return undefined;
  const { type, version, box, wraps } = value;
  if (typeof type !== 'string' || !Number.isSafeInteger(version) || typeof box !== 'string') return undefined;
  const { holder, unit } = wraps;
  if (holder !== undefined && typeof holder !== 'string') return undefined;
  if (
    unit !== undefined &&
    !(isObject(unit) && ['key', 'ephemeral', 'wrap'].every((name) => typeof unit[name] === 'string'))
  )
    return undefined;
  return value as unknown as SealedBody;
};

const readFields = (value: unknown, sealing: Sealing): Field[] => {
  if (!isObject(value) || !Array.isArray(value['fields']) || typeof value['saltSeed'] !== 'string')
    throw new SealedError();
  const values = (value['fields'] as unknown[]).map((pair): readonly [string, Json] => {
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== 'string') throw new SealedError();
    return [pair[0], pair[1] as Json];
  });
  return saltFields(values, hexToBytes(value['saltSeed']), sealing);
};

/** The fields in their order, to be held against the commitment: what opens is not yet what was recorded. @throws SealedError */
export const openFields = async (
  subtle: Subtle,
  id: string,
  { version, type, box }: SealedBody,
  bodyKey: Uint8Array,
): Promise<Field[]> => {
  try {
    const bytes = fromBase64(box);
    if (bytes === undefined) throw new SealedError();
    const plain = await openBytes(subtle, bodyKey, bytes, about({ id, version, type }));
    return readFields(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain)) as unknown, { id, version });
  } catch (error) {
    throw error instanceof SealedError ? error : new SealedError(error);
  }
};

/** As a holder opens what a bundle carries under `sealed`. @throws SealedError */
export const openWithSecret = async (subtle: Subtle, id: string, value: unknown, secret: string): Promise<Field[]> => {
  const sealed = readSealed(value);
  if (sealed === undefined) throw new SealedError();
  const { version, wraps } = sealed;
  const bodyKey = await unwrapForHolder(subtle, wraps.holder, secret, { id, version }).catch((error: unknown) => {
    throw new SealedError(error);
  });
  return openFields(subtle, id, sealed, bodyKey);
};
