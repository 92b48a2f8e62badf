import { fromBase64url, toBase64url } from '../base64url.ts';
import { FormatError } from '../format-error.ts';
import { isObject } from '../vc/shape.ts';

interface Disclosure {
  readonly name?: string;
  readonly value: unknown;
}

const refuse = (code: string, pointer: string, detail: string): never => {
  throw new FormatError(code, pointer, detail);
};

export const sha256Base64url = async (ascii: string): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ascii))));

const readDisclosure = (encoded: string): Disclosure => {
  const bytes = fromBase64url(encoded);
  let parts: unknown;
  try {
    parts = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('disclosure-malformed', '', 'not base64url of JSON');
  }
  if (!Array.isArray(parts) || typeof parts[0] !== 'string') return refuse('disclosure-malformed', '', 'no salt');
  if (parts.length === 2) return { value: parts[1] as unknown };
  const name: unknown = parts[1];
  if (parts.length !== 3 || typeof name !== 'string' || name === '_sd' || name === '...')
    return refuse('disclosure-malformed', '', 'neither a claim nor an array element');
  return { name, value: parts[2] as unknown };
};

/**
 * The payload with the claims that were disclosed (RFC 9901 §7.1, steps 3 and 4). The library's own reader leaves these checks out:
 * no digest twice, no disclosure without a digest, no claim twice, none of `_sd` and `...` where they mean nothing.
 * @throws FormatError
 */
export const applyDisclosures = async (
  payload: Readonly<Record<string, unknown>>,
  encoded: readonly string[],
  undisclosable: readonly string[],
): Promise<Readonly<Record<string, unknown>>> => {
  const { _sd_alg: algorithm = 'sha-256', ...rest } = payload;
  if (algorithm !== 'sha-256') refuse('digest-alg-unsupported', '/_sd_alg', 'only sha-256 is allowed');
  const byDigest = new Map<string, Disclosure>();
  for (const text of encoded) {
    const digest = await sha256Base64url(text);
    if (byDigest.has(digest)) refuse('disclosure-twice', '', 'a disclosure stands there twice');
    byDigest.set(digest, readDisclosure(text));
  }
  const seen = new Set<string>();
  /** What a digest stands for, if that was disclosed. */
  const take = (digest: unknown, at: string, inArray: boolean): Disclosure | undefined => {
    if (typeof digest !== 'string') return refuse('digest-malformed', at, 'a digest is text');
    if (seen.has(digest)) refuse('digest-twice', at, 'a digest stands there twice');
    seen.add(digest);
    const disclosure = byDigest.get(digest);
    if (disclosure !== undefined && (disclosure.name === undefined) !== inArray)
      refuse('disclosure-malformed', at, 'a claim for an array element, or the other way round');
    return disclosure;
  };
  const open = (value: unknown, at: string): unknown => {
    if (Array.isArray(value))
      return value.flatMap((item, index) => {
        if (!isObject(item) || !Object.hasOwn(item, '...')) return [open(item, `${at}/${index}`)];
        if (Object.keys(item).length !== 1) refuse('digest-malformed', `${at}/${index}`, 'more than a digest');
        const disclosure = take(item['...'], `${at}/${index}`, true);
        return disclosure === undefined ? [] : [open(disclosure.value, `${at}/${index}`)];
      });
    return isObject(value) ? openObject(value, at) : value;
  };
  const openObject = (value: Readonly<Record<string, unknown>>, at: string): Record<string, unknown> => {
    const { _sd: digests = [], ...claims } = value;
    if (Object.hasOwn(claims, '...')) refuse('digest-malformed', `${at}/...`, 'stands only in arrays');
    if (!Array.isArray(digests)) return refuse('digest-malformed', `${at}/_sd`, 'an array of digests is expected');
    const out = new Map(Object.entries(claims).map(([name, member]) => [name, open(member, `${at}/${name}`)]));
    for (const digest of digests as unknown[]) {
      const disclosure = take(digest, `${at}/_sd`, false);
      if (disclosure === undefined) continue;
      const name = disclosure.name!;
      if (out.has(name)) refuse('claim-twice', `${at}/${name}`, 'a disclosure says a claim again');
      if (at === '' && undisclosable.includes(name))
        refuse('claim-undisclosable', `/${name}`, 'must stand in the clear');
      out.set(name, open(disclosure.value, `${at}/${name}`));
    }
    return Object.fromEntries(out);
  };
  const opened = openObject(rest, '');
  if ([...byDigest.keys()].some((digest) => !seen.has(digest)))
    refuse('disclosure-unreferenced', '', 'a disclosure belongs to no digest');
  return opened;
};
