import { isNfc } from '@daunguon/proof';
import { FormatError } from '../format-error.ts';
import { type Claims, claimKeys } from './credential-claims.ts';

/** One diploma, certificate or badge, before it takes anybody's format. */
export interface CredentialContent {
  /** The address where the record is looked up; the identifier of the credential in every format. */
  readonly url: string;
  readonly kind: 'diploma' | 'course-certificate' | 'badge';
  /** `id` is a URL or DID. */
  readonly issuer: { readonly id: string; readonly name: string };
  /** From when it holds, and until when: dates and times with a zone. */
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly claims: Claims;
  readonly status?: StatusReference;
}

/** Place of the credential in the lists of its issuer. Each purpose has its own list, with the same index. */
export interface StatusReference {
  readonly index: number;
  readonly lists: Readonly<Partial<Record<'revocation' | 'suspension', string>>>;
  /** Token Status List with the same index, which SD-JWT VC names instead. */
  readonly tokenList?: string;
}

/** Refuses text that two readers would take for different: empty, not NFC, or with control characters. @throws FormatError */
export const checkClaims = (claims: Claims): void => {
  for (const [name, value] of Object.entries(claims)) {
    if (!Object.hasOwn(claimKeys, name)) throw new FormatError('claim-unknown', `/${name}`, 'no such claim');
    if (typeof value === 'number' ? Number.isSafeInteger(value) : isText(value)) continue;
    throw new FormatError('claim-malformed', `/${name}`, 'an integer, or text in NFC without control characters');
  }
  for (const name of ['fullName', 'title'] as const)
    if (claims[name] === undefined) throw new FormatError('claim-missing', `/${name}`, 'is expected');
};

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && isNfc(value) && !/\p{C}/u.test(value);
