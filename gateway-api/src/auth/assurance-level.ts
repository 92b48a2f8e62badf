import type { JWTPayload } from 'jose';

/** Methods that together stand for an assurance level, for an issuer that states how somebody signed in (`amr`) and no level (`acr`). */
export interface AmrLevel {
  readonly acr: string;
  /** Authentication method references (RFC 8176 §2), for example `mfa`, `hwk`, `face`. */
  readonly methods: readonly string[];
}

/**
 * `<level>=<method>+<method>`, separated by spaces.
 * @throws RangeError that names the setting
 */
export const readAmrLevels = (text: string, setting: string): readonly AmrLevel[] =>
  text
    .split(/\s+/)
    .filter((one) => one !== '')
    .map((one) => {
      const [, acr, methods] = /^(\S+)=([\w.-]+(?:\+[\w.-]+)*)$/.exec(one) ?? [];
      if (acr === undefined || methods === undefined)
        throw new RangeError(`${setting}: “${one}” is no level and its methods, as in urn:example:high=mfa+hwk`);
      return { acr, methods: methods.split('+') };
    });

/**
 * The level of a sign-in by the claims of its token (OpenID Connect Core §2): what the issuer states, else that of the first line whose methods
 * were all used.
 */
export function levelIn({ acr, amr }: JWTPayload, levels: readonly AmrLevel[]): { readonly acr?: string } {
  if (typeof acr === 'string') return { acr };
  const used: readonly unknown[] = Array.isArray(amr) ? amr : [];
  const found = levels.find(({ methods }) => methods.every((method) => used.includes(method)));
  return found === undefined ? {} : { acr: found.acr };
}
