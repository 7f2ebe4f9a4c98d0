/**
 * Which addresses are of the public internet. A feed is written by others: a link in it, or a name that they make point
 * here, must not reach this machine, the shop's network or a cloud's metadata service (OWASP, server-side request forgery).
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast (RFC 5771) and reserved (RFC 1112 section 4). */
const CLOSED_V4: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Global unicast is all that IPv6 has in public (RFC 4291 section 2.4): loopback, link-local, ULA and multicast lie outside. */
const OPEN_V6 = ['2000::', 3] as const;
/** Within it: Teredo and other protocol assignments, documentation, and 6to4, which carries an IPv4 address. */
const CLOSED_V6: readonly [network: string, prefix: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** False for everything that is not an IP address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !listOf(CLOSED_V4, 'ipv4').check(address, 'ipv4');
  // Zones are for link-local addresses.
  if (!isIPv6(address) || address.includes('%')) return false;
  // An address that carries an IPv4 one (::ffff:127.0.0.1) lies outside global unicast as well.
  return (
    listOf([OPEN_V6], 'ipv6').check(address, 'ipv6') && !listOf(CLOSED_V6, 'ipv6').check(address, 'ipv6')
  );
}

function listOf(networks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
}
