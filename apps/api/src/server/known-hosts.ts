import { type IncomingMessage } from 'node:http';
import { isLoopback } from './loopback';

export interface HostRules {
  /** Where the server listens. */
  host: string;
  publicUrl?: string | undefined;
  allowedHosts?: readonly string[] | undefined;
}

/** `name[:port]`, the name in brackets where it is an IPv6 address; nothing else is a host. */
const hostHeader = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i;

/** The name of a host without its port, or null. */
export function hostName(host: string | undefined): string | null {
  return hostHeader.exec(host ?? '')?.[1]?.toLowerCase() ?? null;
}

const everywhere = ['0.0.0.0', '::'];

/**
 * Which host names the server answers for. A page of another site can point its own name at this machine (DNS
 * rebinding) and would then count as the same origin, so a name nobody gave this server is refused.
 */
export function knownHosts({ host, publicUrl, allowedHosts = [] }: HostRules): (name: string) => boolean {
  const names = new Set(allowedHosts);
  if (publicUrl) names.add(new URL(publicUrl).hostname);
  if (!everywhere.includes(host)) names.add(host.includes(':') ? `[${host}]` : host.toLowerCase());
  return (name) => isLoopback(name) || names.has(name);
}

/** How often a header was sent; the parsed headers show one of them. */
export function timesSent({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>, name: string): number {
  return rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;
}
