import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** IPv4 that is not of the public network (IANA IPv4 Special-Purpose Address Registry; multicast; RFC 1112, 4). */
const special = new BlockList();
for (const [network, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
  ] as const),
  ...([
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
  ] as const),
  ...([
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
])
  special.addSubnet(network, bits, 'ipv4');

/** Of IPv6 only 2000::/3 is handed out (RFC 4291, 2.4), and of that these are not hosts of the public network. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const special6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special6.addSubnet(network, bits, 'ipv6');

/** Whether an address is a machine of the public network; tunnels and mapped forms of other addresses are not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, 'ipv4');
  return version === 6 && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

/** Thrown instead of connecting to a machine that is not of the public network. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/**
 * The address to connect to, looked up once: what was checked is what is spoken to, so that a name which answers
 * otherwise the second time (DNS rebinding) leads nowhere else. A name with one private address among others is
 * refused whole.
 */
export async function findPublicAddress(
  hostname: string,
  { mayBePrivate }: { mayBePrivate: boolean },
): Promise<{ address: string; family: 4 | 6 }> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const found = await lookup(host, { all: true });
  const [first] = found;
  if (!first) throw new PrivateAddressError('the name has no address');
  if (!mayBePrivate && !found.every(({ address }) => isPublicAddress(address)))
    throw new PrivateAddressError('the name leads to a machine that is not of the public network');
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}
