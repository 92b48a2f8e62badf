import { BlockList, isIP } from 'node:net';

const list = (family: 'ipv4' | 'ipv6', nets: readonly (readonly [string, number])[]): BlockList => {
  const found = new BlockList();
  for (const [net, prefix] of nets) found.addSubnet(net, prefix, family);
  return found;
};

/** What is not of the public internet (IANA IPv4 special-purpose registry, RFC 6890), and the address of a cloud's host (168.63.129.16). */
const inner4 = list('ipv4', [
  ...([['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['168.63.129.16', 32]] as const), // prettier-ignore
  ...([['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24]] as const), // prettier-ignore
  ...([['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3]] as const), // prettier-ignore
]);
/** Global unicast; everything else of IPv6 is loopback, link-local, unique local, multicast, mapped or not assigned. */
const global6 = list('ipv6', [['2000::', 3]]);
/** Parts of it that lead elsewhere: protocol assignments with Teredo, documentation, 6to4. */
const inner6 = list('ipv6', [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]]); // prettier-ignore

/**
 * Whether an address is one of the public internet, in IPv4 or IPv6. IPv4 within IPv6 (mapped `::ffff:0:0/96`, NAT64, 6to4) never is: nothing
 * of ours needs to be reached that way, and it hides what is meant.
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  if (plain !== address) return false;
  if (isIP(plain) === 4) return !inner4.check(plain, 'ipv4');
  if (isIP(plain) !== 6) return false;
  return global6.check(plain, 'ipv6') && !inner6.check(plain, 'ipv6');
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
export const isLoopback = (address: string): boolean =>
  isIP(address) !== 0 && loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
