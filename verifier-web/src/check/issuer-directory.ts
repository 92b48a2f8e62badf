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

/** Record id of a key -> what is proven of it; proven when it is asked for, because a reader needs one key of hundreds. */
export interface IssuerDirectory {
  /** How many keys prove themselves; proves all. */
  readonly size: number;
  get(id: string): IssuerKeyEntry | undefined;
  /** All that prove themselves. */
  values(): Iterable<IssuerKeyEntry>;
}

/**
 * The directory that a gateway serves, or that was kept: every entry is proven by its own bundle, so it does not matter who served it nor
 * when. What does not prove itself is left out.
 */
export function readIssuerDirectory(json: unknown, policy: TrustPolicy, now: number): IssuerDirectory {
  const { directory, bundles } = objectField({ json }, 'json');
  const given: unknown[] = directory === 'daunguon-issuers/1' && Array.isArray(bundles) ? bundles : [];
  const byId = new Map(given.map((bundle) => [objectField({ bundle }, 'bundle')['id'], bundle]));
  const proven = new Map<string, Verification | null>();
  const prove = (id: string): Verification | null => {
    const known = proven.get(id);
    if (known !== undefined) return known;
    const verification = byId.has(id) ? verify({ bundle: byId.get(id), id, policy, now }) : null;
    const found = verification?.authenticity === 'authentic' ? verification : null;
    proven.set(id, found);
    return found;
  };
  const nameOf = (unit: string): string | undefined => {
    const { record, body } = prove(unit) ?? {};
    return record?.type === 'registry/unit' ? textField(objectField({ body }, 'body'), 'name') : undefined;
  };
  const get = (id: string): IssuerKeyEntry | undefined => {
    const verification = prove(id);
    return (verification && keyEntry(verification, nameOf)) ?? undefined;
  };
  const values = (): IssuerKeyEntry[] =>
    [...byId.keys()].flatMap((id) => (typeof id === 'string' ? (get(id) ?? []) : []));
  return {
    ...{ get, values },
    get size() {
      return values().length;
    },
  };
}

function keyEntry(
  { record, body, statusTime }: Verification,
  nameOf: (unit: string) => string | undefined,
): IssuerKeyEntry | null {
  if (record?.type !== 'credential/issuer-key') return null;
  const fields = objectField({ body }, 'body');
  const { kty, crv, x, y } = objectField(fields, 'jwk');
  const unit = textField(fields, 'unit');
  if (fields['use'] !== 'sign' || unit === undefined) return null;
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return null;
  const name = nameOf(unit);
  const stolenOn = textField(objectField(fields, 'theft'), 'stolenOn');
  return {
    ...{ jwk: { kty, crv, x, y }, unit, status: record.status },
    ...(name === undefined ? {} : { unitName: name }),
    ...(stolenOn === undefined ? {} : { stolenOn }),
    ...(statusTime === undefined ? {} : { statusTime }),
  };
}
