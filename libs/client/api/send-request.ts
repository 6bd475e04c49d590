import { once } from 'node:events';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { type Socket } from 'node:net';

/** Characters; no answer of a server that is asked by a command is as long. */
const longest = 64 * 1024 * 1024;

export interface SentRequest {
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** Milliseconds, from the look-up of the name to the last byte of the answer. */
  patience: number;
}

export interface ReadResponse {
  status: number;
  text: string;
}

/**
 * Asks once. No redirect is followed: whoever answers does not choose who answers instead. Not by `fetch`, whose signal does
 * not end an answer that has begun, once the garbage was collected (Node 20).
 *
 * @throws Error when there is no whole answer in time
 */
export async function sendRequest(url: URL, { body, patience, ...how }: SentRequest): Promise<ReadResponse> {
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const request = send(url, { ...how, agent: false, signal: AbortSignal.timeout(patience) });
  // Of what breaks off later the reader of the answer is told, too.
  request.on('error', () => undefined).end(body);
  const answers = ['response', 'upgrade'].map((event) => once(request, event));
  const [response, socket] = (await Promise.race(answers)) as [IncomingMessage, Socket?];
  if (socket) {
    socket.destroy();
    throw new Error('What answers speaks another protocol.');
  }
  let text = '';
  for await (const part of response.setEncoding('utf8')) {
    text += part as string;
    if (text.length > longest) throw new Error('The answer is too long.');
  }
  return { status: response.statusCode ?? 0, text };
}
