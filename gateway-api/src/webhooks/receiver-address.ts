import { lookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { isLoopback, isPublicAddress } from '../http/public-address.ts';

/** Where webhooks may go. */
export interface ReceiverRules {
  /** Development only: also http and any port, to addresses of this machine alone. */
  readonly loopback: boolean;
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
}

export const resolveHost = (host: string): Promise<readonly LookupAddress[]> =>
  new Promise((done, fail) =>
    lookup(host, { all: true }, (error, found) => (error === null ? done(found) : fail(error))),
  );

/** An address that was looked at, to connect to and to no other. */
export interface CheckedAddress {
  readonly url: URL;
  readonly address: string;
  readonly family: number;
}
/** No webhook goes there. The text is for the log; whoever asked is told no more than that. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** The address of a receiver as far as it can be read without asking anybody. @throws AddressRefused */
export function receiverUrl(text: string, loopback: boolean): URL {
  if (!URL.canParse(text)) throw new AddressRefused('no address');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') throw new AddressRefused('more than an address');
  // Only where http is allowed, which means this machine, may a port be chosen: other ports speak to other services.
  if (!loopback && (url.protocol !== 'https:' || url.port !== '')) throw new AddressRefused('https on port 443 only');
  if (!/^https?:$/.test(url.protocol)) throw new AddressRefused(url.protocol);
  return url;
}

/**
 * Resolves a receiver's name once and looks at every address it has: one that is not public, and none is used. The address that is connected to
 * is the one that was looked at, so that a name cannot change between the two. @throws AddressRefused
 */
export async function checkedAddress(text: string, { loopback, resolve }: ReceiverRules): Promise<CheckedAddress> {
  const url = receiverUrl(text, loopback);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(host);
  const found = literal === 0 ? await resolve(host) : [{ address: host, family: literal }];
  const [first] = found;
  if (first === undefined) throw new AddressRefused(`${host} has no address`);
  const ownMachine = loopback && found.every(({ address }) => isLoopback(address));
  const ordinary = url.protocol === 'https:' && url.port === '';
  if (!ownMachine && !(ordinary && found.every(({ address }) => isPublicAddress(address))))
    throw new AddressRefused(`${host} is not of the public internet`);
  return { url, address: first.address, family: first.family };
}
