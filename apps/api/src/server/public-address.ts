import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, isIPv6, type LookupFunction } from 'node:net';
import { parse, parseCIDR, IPv4, type IPv6 } from 'ipaddr.js';

/** An address that members may make the server call lies in the operator's own network, or nowhere. */
export class NotPublic extends Error {
  readonly code = 'NOT_PUBLIC';

  constructor(host: string) {
    super(`${host} has no public address.`);
  }
}

/** How a name becomes addresses; as node:dns does. */
export type Resolve = (
  name: string,
  options: { all: true; family?: number },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

type Net4 = [IPv4, number];
type Net6 = [IPv6, number];

/** Besides what the library knows: benchmarks (RFC 2544), and the address at which one cloud tells machines their secrets. */
const moreOfIPv4 = ['198.18.0.0/15', '168.63.129.16/32'].map((net) => parseCIDR(net) as Net4);

/** All that is assigned to anybody (RFC 4291); everything else is local, unassigned or a tunnel. */
const assigned = parseCIDR('2000::/3') as Net6;

/** Of that: protocols (Teredo among them), documentation, 6to4, which carries any IPv4 address, and documentation. */
const exceptions = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map(
  (net) => parseCIDR(net) as Net6,
);

/** An IPv4 address in the last 32 bits: as it is (RFC 4291), or for the translator of the network (RFC 6052). */
const carriers = ['::ffff:0:0/96', '64:ff9b::/96'].map((net) => parseCIDR(net) as Net6);

/**
 * Whether an address is one of the public internet: no loopback, no private, shared or link-local network (where clouds
 * tell their machines' secrets), no multicast, nothing reserved, and none of these in the clothes of IPv6. Anything that
 * is no address in its usual writing is not public.
 */
export function isPublicAddress(address: string): boolean {
  // The library also reads 0x7f.1 and 017700000001, and zones, which mean one machine's own networks.
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = parse(isIPv6(address) ? inHexadecimal(address) : address);
  return parsed.kind() === 'ipv4' ? isPublicIPv4(parsed as IPv4) : isPublicIPv6(parsed as IPv6);
}

/** The one writing of an IPv6 address that URLs have; the library does not know all of the others. */
function inHexadecimal(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function isPublicIPv4(address: IPv4): boolean {
  return address.range() === 'unicast' && !moreOfIPv4.some(([net, bits]) => address.match(net, bits));
}

function isPublicIPv6(address: IPv6): boolean {
  const within = ([net, bits]: Net6) => address.match(net, bits);
  if (carriers.some(within)) return isPublicIPv4(new IPv4(address.toByteArray().slice(-4)));
  return within(assigned) && !exceptions.some(within);
}

/**
 * Resolves a name once and hands out only what it looked at, so that a name which answers differently the second time
 * (DNS rebinding) gains nothing. One address that is not public condemns the name.
 */
export function publicLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (name, { all, family }, done) => {
    const version = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : (family ?? 0);
    resolve(name, { all: true, family: version }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) done(error, '');
      else if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
        done(new NotPublic(name), '');
      else if (all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/** What goes into the options of `request` of node:http and node:https. */
export interface GuardedConnection {
  /** No socket is kept: one opened for another purpose could be used again. */
  agent: false;
  lookup?: LookupFunction;
}

/**
 * How to call an address that somebody typed. Hosts of the operator's list are called wherever they are; every other has
 * to be public. Redirects are another call: node:http follows none, and nobody may follow one without asking here again.
 *
 * @param privateHosts names and addresses as `URL.hostname` writes them
 * @throws NotPublic when the host is an address that is not public; a name is looked at when it is resolved
 */
export function guardedConnection(
  { hostname }: Pick<URL, 'hostname'>,
  privateHosts: ReadonlySet<string>,
): GuardedConnection {
  if (privateHosts.has(hostname)) return { agent: false };
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  // Nothing is looked up for an address, so that the lookup would not be asked.
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw new NotPublic(hostname);
  return { agent: false, lookup: publicLookup() };
}
