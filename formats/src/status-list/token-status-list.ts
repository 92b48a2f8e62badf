import { Unzlib, zlibSync } from 'fflate';
import { CompactSign } from 'jose';
import { fromBase64url, toBase64url } from '../base64url.ts';
import type { Es256Key } from '../es256/es256.ts';
import { FormatError } from '../format-error.ts';
import type { KeyDirectory } from '../issuer-key.ts';
import { verifyJws } from '../jws/verify-jws.ts';
import { isObject } from '../vc/shape.ts';

/** Status types of Token Status List §7.1 that are made and read here. */
export const tokenStatuses = { valid: 0, invalid: 1, suspended: 2 } as const;
/** `typ` of a status list token, and its media type without `application/`. */
export const statusListJwtType = 'statuslist+jwt';

const maxBytes = 2 ** 20;
const widths = [1, 2, 4, 8];

/** A Status List Token (IETF draft-ietf-oauth-status-list, JWT form): one issuer's statuses, two bits each. Times in seconds since 1970. */
export interface TokenStatusList {
  /** Where it is served: the `uri` in the credentials. */
  readonly url: string;
  readonly issuedAt: number;
  readonly expiresAt?: number;
  readonly invalid: Iterable<number>;
  readonly suspended: Iterable<number>;
  readonly entries: number;
}

/** Signs a list. The same statuses give the same bits. @throws RangeError for an index that it has not */
export const issueTokenStatusList = (list: TokenStatusList, key: Es256Key): Promise<string> => {
  const bytes = new Uint8Array(Math.ceil(list.entries / 4));
  const put = (index: number, status: number): void => {
    if (!Number.isInteger(index) || index < 0 || index >= list.entries) throw new RangeError(`no entry ${index}`);
    // Unlike Bitstring Status List: the first entry is in the lowest bits.
    bytes[index >> 2]! |= status << (2 * (index & 3));
  };
  for (const index of list.suspended) put(index, tokenStatuses.suspended);
  for (const index of list.invalid) {
    if (((bytes[index >> 2] ?? 0) >> (2 * (index & 3))) & 3) throw new RangeError(`entry ${index} has two statuses`);
    put(index, tokenStatuses.invalid);
  }
  const payload = {
    sub: list.url,
    iat: list.issuedAt,
    ...(list.expiresAt === undefined ? {} : { exp: list.expiresAt }),
    status_list: { bits: 2, lst: toBase64url(zlibSync(bytes, { level: 9 })) },
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: statusListJwtType, kid: key.kid })
    .sign(key.privateKey);
};

const unzip = (packed: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(maxBytes);
  let length = 0;
  let ended = false;
  // Piece by piece: a bomb is left at the limit, wherever its end would be.
  const stream = new Unzlib((chunk, final) => {
    if (length + chunk.length > maxBytes)
      throw new FormatError('status-list-too-long', '/status_list/lst', `more than ${maxBytes} bytes`);
    bytes.set(chunk, length);
    length += chunk.length;
    ended ||= final;
  });
  for (let at = 0; at < packed.length; at += 1024)
    stream.push(packed.subarray(at, at + 1024), at + 1024 >= packed.length);
  if (!ended) throw new FormatError('malformed', '/status_list/lst', 'cut short');
  return bytes.subarray(0, length);
};

/** The reference in an SD-JWT VC's claim `status` (§6.1). @throws FormatError */
export const tokenStatusReference = (claims: Readonly<Record<string, unknown>>): { idx: number; uri: string } => {
  const { status } = claims;
  const reference = isObject(status) ? status['status_list'] : undefined;
  if (!isObject(reference)) throw new FormatError('status-missing', '/status/status_list', 'a status list is expected');
  const { idx, uri } = reference;
  if (!Number.isSafeInteger(idx) || (idx as number) < 0)
    throw new FormatError('RANGE_ERROR', '/status/status_list/idx', 'an index is expected');
  if (typeof uri !== 'string') throw new FormatError('status-missing', '/status/status_list/uri', 'a URI is expected');
  return { idx: idx as number, uri };
};

/**
 * The status of one entry in a list that was fetched from `uri`: its number (`tokenStatuses`). The list must be signed by a key of the
 * credential's `issuer`, be the one at that address, and hold `now` (seconds). @throws FormatError
 */
export const tokenStatusIn = async (
  token: string,
  { idx, uri }: { readonly idx: number; readonly uri: string },
  { issuer, directory, now }: { readonly issuer: string; readonly directory: KeyDirectory; readonly now: number },
): Promise<number> => {
  const { key, payload } = await verifyJws(token, statusListJwtType, (kid) =>
    kid === undefined ? undefined : directory(kid),
  );
  if (key.controller !== issuer)
    throw new FormatError('issuer-mismatch', '/kid', 'not a key of the credential’s issuer');
  const claims = isObject(payload) ? payload : {};
  if (claims['sub'] !== uri) throw new FormatError('status-list-mismatch', '/sub', 'another list');
  if (typeof claims['iat'] !== 'number') throw new FormatError('claim-missing', '/iat', 'a time is expected');
  const { exp } = claims;
  if (exp !== undefined && !(typeof exp === 'number' && now < exp))
    throw new FormatError('status-list-expired', '/exp', 'the list holds no more');
  const { bits, lst } = isObject(claims['status_list']) ? claims['status_list'] : {};
  const packed = typeof lst === 'string' && lst.length <= 2 * maxBytes ? fromBase64url(lst) : undefined;
  if (!widths.includes(bits as number) || packed === undefined)
    throw new FormatError('malformed', '/status_list', 'bits and lst are expected');
  let bytes: Uint8Array;
  try {
    bytes = unzip(packed);
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError('malformed', '/status_list/lst', 'not ZLIB');
  }
  const perByte = 8 / (bits as number);
  const byte = bytes[Math.floor(idx / perByte)];
  if (byte === undefined)
    throw new FormatError('RANGE_ERROR', '/status/status_list/idx', `the list has no entry ${idx}`);
  return (byte >> ((idx % perByte) * (bits as number))) & (2 ** (bits as number) - 1);
};
