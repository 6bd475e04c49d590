import { isLoopback } from '../../server/loopback';
import { NotPublic, guardedConnection } from '../../server/public-address';

/** Where receivers may be. */
export interface ReceiverRules {
  /** Hosts of the operator's own network that may be called; all others have to be public. */
  privateHosts: ReadonlySet<string>;
  /** Whether http will do for a listed host of this machine; elsewhere it is always https. */
  plainLoopback: boolean;
}

/** Why an address cannot be a receiver's; null when it can. What its name leads to is looked at when it is called. */
export function receiverFault(text: string, { privateHosts, plainLoopback }: ReceiverRules): string | null {
  if (!URL.canParse(text)) return 'is no address, such as https://example.org/hooks';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'may hold neither a name nor a password';
  if (url.hash !== '') return 'may hold no fragment';
  if (url.protocol !== 'https:') {
    const isOwn = plainLoopback && isLoopback(url.hostname) && privateHosts.has(url.hostname);
    if (url.protocol !== 'http:' || !isOwn) return 'must be https';
  }
  try {
    guardedConnection(url, privateHosts);
    return null;
  } catch (error) {
    if (error instanceof NotPublic) return 'leads to an address that is not public';
    throw error;
  }
}
