import { request as requestPlainly, type IncomingMessage } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { guardedConnection, NotPublic, publicLookup, type Resolve } from '../../server/public-address';
import { TimeLimit } from '../../server/time-limit';
import { receiverFault, type ReceiverRules } from './receiver-address';
import { type AttemptFault } from './webhook-attempt.entity';

export interface Message {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface SendSettings extends ReceiverRules {
  /** Milliseconds for one call: the name, the connection and the answer together. */
  patience: number;
  /** How names of public receivers become addresses. */
  resolve: Resolve;
  /** Ends calls that are under way. */
  stopping: AbortSignal;
}

export interface Outcome {
  /** Of the answer; null without one. */
  status: number | null;
  /** Null when the receiver took the message. */
  fault: AttemptFault | null;
  /** Seconds for which it asked to be left alone. */
  retryAfter?: number;
}

/** Of an answer nothing is kept but its status; so much of it may come before the connection is closed. */
const longestAnswer = 65_536;

/** Calls a receiver once. No redirect is followed: whoever answers would choose whom we call. Never throws. */
export async function sendMessage(message: Message, settings: SendSettings): Promise<Outcome> {
  // The rules may be stricter than when the address was given.
  if (receiverFault(message.url, settings) !== null) return { status: null, fault: 'not_public' };
  const limit = new TimeLimit(settings.patience, settings.stopping);
  try {
    const answer = await post(message, settings, limit);
    return { ...answer, fault: faultOfStatus(answer.status) };
  } catch (error) {
    limit.end();
    if (settings.stopping.aborted) return { status: null, fault: 'interrupted' };
    return { status: null, fault: limit.signal.aborted ? 'timed_out' : faultOfError(error) };
  }
}

/** Resolves with the status; the limit ends with the connection, which it holds to the end of the answer. */
function post(
  { url: text, headers, body }: Message,
  { privateHosts, resolve: resolveName }: SendSettings,
  limit: TimeLimit,
): Promise<{ status: number; retryAfter?: number }> {
  const url = new URL(text);
  const request = url.protocol === 'https:' ? requestSecurely : requestPlainly;
  return new Promise((resolve, reject) => {
    const guarded = guardedConnection(url, privateHosts);
    const lookup = guarded.lookup && publicLookup(resolveName);
    const options = { ...guarded, ...(lookup && { lookup }), method: 'POST', headers, signal: limit.signal };
    const call = request(url, options, (response) => {
      resolve({ status: response.statusCode ?? 0, ...retryAfterOf(response) });
      drain(response);
    });
    // Another protocol is no acceptance; nobody would end the connection, or tell of it.
    call.on('upgrade', (response, socket) => {
      limit.end();
      socket.destroy();
      resolve({ status: response.statusCode ?? 0 });
    });
    // Also what happens to the connection after the answer; by then nobody listens any more.
    call.on('error', reject).on('close', () => limit.end());
    call.end(body);
  });
}

/** Of the two ways to say it (RFC 9110, 10.2.3) the number of seconds. */
function retryAfterOf({ headers: { 'retry-after': text = '' } }: IncomingMessage): { retryAfter?: number } {
  return /^\d{1,6}$/.test(text) ? { retryAfter: Number(text) } : {};
}

function drain(response: IncomingMessage): void {
  let length = 0;
  response.on('error', () => undefined);
  response.on('data', (part: Buffer) => {
    length += part.length;
    if (length > longestAnswer) response.destroy();
  });
}

function faultOfStatus(status: number): AttemptFault | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}

/** What a certificate that is not believed fails with: node's own names, and OpenSSL's. */
const aboutCertificates = /^ERR_TLS_|^CERT_|_CERT_|_CERT$|_SIGNATURE|^SELF_SIGNED/;

function faultOfError(error: unknown): AttemptFault {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof NotPublic) return 'not_public';
  return aboutCertificates.test(code) ? 'certificate' : 'unreachable';
}
