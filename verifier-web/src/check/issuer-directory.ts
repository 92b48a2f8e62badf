import { verify } from '@daunguon/proof';
import type { TrustPolicy, Verification } from '@daunguon/proof';
import { objectField, textField } from './body-fields.ts';

/** A unit's signing key as its proven record says it. */
export interface IssuerKeyEntry {
  jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  unit: string;
  /** From the unit's own proven record. */
  unitName?: string;
  status: string;
  /** ISO 8601, where the key was reported stolen. */
  stolenOn?: string;
  /** As of when, in milliseconds. */
  statusTime?: number;
}

/** Record id of a key -> what is proven of it. */
export type IssuerDirectory = ReadonlyMap<string, IssuerKeyEntry>;

/**
 * The directory that a gateway serves, or that was kept: every entry is proven by its own bundle, so it does not matter who served it nor
 * when. What does not prove itself is left out.
 */
export function readIssuerDirectory(json: unknown, policy: TrustPolicy, now: number): IssuerDirectory {
  const { directory, bundles } = objectField({ json }, 'json');
  if (directory !== 'daunguon-issuers/1' || !Array.isArray(bundles)) return new Map();
  const proven = bundles.flatMap((bundle: unknown) => {
    const { id } = objectField({ bundle }, 'bundle');
    if (typeof id !== 'string') return [];
    const verification = verify({ bundle, id, policy, now });
    return verification.authenticity === 'authentic' ? [{ id, verification }] : [];
  });
  const names = new Map(proven.flatMap(({ id, verification }) => unitName(id, verification)));
  const entries = proven.flatMap(({ id, verification }): [string, IssuerKeyEntry][] => {
    const entry = keyEntry(verification, names);
    return entry === null ? [] : [[id, entry]];
  });
  return new Map(entries);
}

function unitName(id: string, { record, body }: Verification): [string, string][] {
  const name = record?.type === 'registry/unit' ? textField(objectField({ body }, 'body'), 'name') : undefined;
  return name === undefined ? [] : [[id, name]];
}

function keyEntry(
  { record, body, statusTime }: Verification,
  names: ReadonlyMap<string, string>,
): IssuerKeyEntry | null {
  if (record?.type !== 'credential/issuer-key') return null;
  const fields = objectField({ body }, 'body');
  const { kty, crv, x, y } = objectField(fields, 'jwk');
  const unit = textField(fields, 'unit');
  if (fields['use'] !== 'sign' || unit === undefined) return null;
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return null;
  const name = names.get(unit);
  const stolenOn = textField(objectField(fields, 'theft'), 'stolenOn');
  return {
    ...{ jwk: { kty, crv, x, y }, unit, status: record.status },
    ...(name === undefined ? {} : { unitName: name }),
    ...(stolenOn === undefined ? {} : { stolenOn }),
    ...(statusTime === undefined ? {} : { statusTime }),
  };
}
