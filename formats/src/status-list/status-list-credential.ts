import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { FormatError } from '../format-error.ts';
import { credentialsV2 } from '../vc/contexts.ts';
import { isObject } from '../vc/shape.ts';
import { type ValidCredential, validateCredential } from '../vc/validate-credential.ts';
import { bitAt, decodeBitstring, encodeBitstring, minEntries } from './bitstring.ts';

export type StatusPurpose = 'revocation' | 'suspension';

/** A status list of one issuer for one purpose. Times are dates and times with a zone. */
export interface StatusList {
  readonly url: string;
  readonly issuer: string;
  readonly purpose: StatusPurpose;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly set: Iterable<number>;
  readonly entries?: number;
}

/** BitstringStatusListCredential, not yet secured (Bitstring Status List 1.0 §2.2). */
export const buildStatusList = (list: StatusList): JsonObject =>
  validateCredential({
    '@context': [credentialsV2],
    id: list.url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.issuer,
    validFrom: list.validFrom,
    ...(list.validUntil === undefined ? {} : { validUntil: list.validUntil }),
    credentialSubject: {
      id: `${list.url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      encodedList: encodeBitstring(list.set, list.entries ?? minEntries),
    },
  }).document;

/** One entry of a credential's `credentialStatus`. */
export interface StatusEntry {
  readonly purpose: string;
  readonly index: number;
  readonly list: string;
}

const refuse = (code: string, pointer: string, detail: string): never => {
  throw new FormatError(code, pointer, detail);
};

/** The entries of Bitstring Status List in a credential; entries of other kinds are left to others. @throws FormatError */
export const statusEntriesOf = ({ document }: ValidCredential): readonly StatusEntry[] =>
  [document['credentialStatus'] ?? []].flat().flatMap((item: unknown, at) => {
    if (!isObject(item) || ![item['type']].flat().includes('BitstringStatusListEntry')) return [];
    const { statusPurpose, statusListIndex, statusListCredential, statusSize = 1 } = item;
    const pointer = `/credentialStatus/${at}`;
    if (statusSize !== 1) refuse('STATUS_VERIFICATION_ERROR', `${pointer}/statusSize`, 'only one bit is read');
    // Text in the standard; a number could be 1e5 or beyond what is exact.
    if (typeof statusListIndex !== 'string' || !/^(0|[1-9]\d{0,8})$/.test(statusListIndex))
      return refuse('RANGE_ERROR', `${pointer}/statusListIndex`, 'an index in decimal digits is expected');
    if (typeof statusPurpose !== 'string' || typeof statusListCredential !== 'string')
      return refuse('STATUS_VERIFICATION_ERROR', pointer, 'statusPurpose and statusListCredential are expected');
    return [{ purpose: statusPurpose, index: Number(statusListIndex), list: statusListCredential }];
  });

/**
 * Whether a list says that the entry's purpose applies: `true` is revoked, or suspended. `list` was verified by the caller, and must be
 * of the credential's own issuer: anyone can publish a list. @throws FormatError
 */
export const statusIn = (list: ValidCredential, entry: StatusEntry, issuer: string): boolean => {
  const subject = list.document['credentialSubject'];
  if (!list.types.includes('BitstringStatusListCredential') || !isObject(subject))
    return refuse('STATUS_VERIFICATION_ERROR', '/type', 'not a status list');
  if (subject['type'] !== 'BitstringStatusList')
    refuse('STATUS_VERIFICATION_ERROR', '/credentialSubject/type', 'not a status list');
  if (list.document['id'] !== entry.list) refuse('STATUS_VERIFICATION_ERROR', '/id', 'another list');
  if (list.issuer !== issuer) refuse('STATUS_VERIFICATION_ERROR', '/issuer', "not of the credential's issuer");
  if (![subject['statusPurpose']].flat().includes(entry.purpose))
    refuse('STATUS_VERIFICATION_ERROR', '/credentialSubject/statusPurpose', 'a list for another purpose');
  return bitAt(decodeBitstring(subject['encodedList']), entry.index);
};
