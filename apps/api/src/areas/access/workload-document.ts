import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isLoopback } from '../../server/loopback';
import { guardedConnection } from '../../server/public-address';

/** Milliseconds for one document, from the look-up of the name to its last byte. */
const patience = 5_000;
/** Bytes; a large issuer's keys take some ten thousand. */
const longest = 256 * 1024;

/**
 * One JSON document of an issuer. The address is a member's input: https to a public address, or a host that the operator
 * lists (of these, loopback may answer without TLS). No redirect is followed, and nothing is sent along.
 *
 * @throws Error for any other address or answer; its message holds nothing that was sent
 */
export function issuerDocument(address: string, privateHosts: ReadonlySet<string>): Promise<unknown> {
  const url = issuerAddress(address, privateHosts);
  const signal = AbortSignal.timeout(patience);
  const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
  const options = { ...guardedConnection(url, privateHosts), headers, signal };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const request = send(url, options, async (response) => {
      try {
        if (response.statusCode !== 200) throw new Error(`the issuer answered ${response.statusCode}`);
        resolve(JSON.parse(await shortText(response)));
      } catch (error) {
        reject(error instanceof SyntaxError ? new Error('the issuer answered no JSON') : error);
      } finally {
        // Whatever it goes on to send is nobody's.
        response.destroy();
      }
    });
    // Another protocol: nobody would end the connection, or tell of it.
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      reject(new Error(`the issuer answered ${response.statusCode}`));
    });
    request.on('error', reject).end();
  });
}

/** @throws Error for what is no https address, NotPublic for one that is not public */
export function issuerAddress(address: string, privateHosts: ReadonlySet<string>): URL {
  if (!URL.canParse(address)) throw new Error('the address is no URL');
  const url = new URL(address);
  const isListedLoopback = isLoopback(url.hostname) && privateHosts.has(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isListedLoopback))
    throw new Error('the address is not https');
  guardedConnection(url, privateHosts);
  return url;
}

async function shortText(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > longest) throw new Error('the issuer answered too much');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
