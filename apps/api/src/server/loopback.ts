import { isIPv4, isIPv6 } from 'node:net';

/** Whether a host name or address stays on this machine. `0.0.0.0` and `::` do not: they listen everywhere. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (isIPv4(name)) return name.startsWith('127.');
  if (isIPv6(name)) return name === '::1' || /^(0{1,4}:){7}0{0,3}1$/.test(name);
  return name === 'localhost';
}
