import {
  commitFields,
  discloseFields,
  encodeDisclosure,
  type DisclosedField,
  type Disclosure,
  type Field,
} from '@daunguon/proof';

/** A restricted record as its steward's device makes it: what goes to the ledger, and the file that proves the contents to whoever is given it. */
export interface RestrictedOpening {
  readonly commitment: string;
  readonly file: Disclosure;
  /** The same for this device's own check. */
  readonly fields: readonly DisclosedField[];
}

const saltHex = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Fields with random salts; what was left blank is no field. The file shows them all, as the verifier reads it. */
export function openingOf(id: string, contents: Readonly<Record<string, string>>): RestrictedOpening {
  const fields = Object.entries(contents)
    .filter(([, value]) => value !== '')
    .map(([name, value]): Field => ({ pointer: `/${name}`, salt: saltHex(), value }));
  const every = discloseFields(fields, [...fields.keys()]);
  return { commitment: commitFields(fields), file: encodeDisclosure(id, every), fields: every };
}
