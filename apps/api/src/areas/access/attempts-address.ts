import { type IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/** What tells where a request comes from. */
export type Sender = Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } };

/**
 * Where a request comes from, as far as it cannot be made up. A client may write any X-Forwarded-For; each proxy adds
 * the address it was called from at the end. So the last entries are believed, one for each proxy of ours, and none
 * where no proxy is configured. Of IPv6 the network of 64 bits counts: every customer has 2^64 addresses in it.
 */
export function clientAddress({ headers, socket }: Sender, trustedProxies: number): string {
  const direct = plainAddress(socket.remoteAddress ?? '');
  if (trustedProxies === 0) return networkOf(direct);
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const told = plainAddress(forwarded.at(-trustedProxies) ?? '');
  return networkOf(isIP(told) ? told : direct);
}

/** Without a zone, and an IPv4 address in the clothes of IPv6 as what it is. */
function plainAddress(text: string): string {
  const address = text.trim().toLowerCase().split('%')[0] ?? '';
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address;
}

function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
