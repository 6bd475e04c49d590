import express from 'express';
import { type Context } from './context';
import { Problem } from './problem';

const utf8Json = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** A form cannot send this content type, so no other site can make a browser send it unasked. */
export function assertJson({ headers }: Pick<Context['request'], 'headers'>): void {
  if (!utf8Json.test(headers['content-type'] ?? ''))
    throw new Problem('UNSUPPORTED_MEDIA_TYPE', 'The body must be application/json in UTF-8.');
}

/**
 * The body of a request to a door, read once its caller was let in.
 *
 * @throws Problem for another content type, for what is compressed or too large, and for what is no JSON
 */
export async function jsonBody(
  { request, response }: Pick<Context, 'request' | 'response'>,
  longest: number,
): Promise<unknown> {
  assertJson(request);
  const read = express.json({ limit: longest, inflate: false, type: () => true });
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(faultOf(error))));
  });
  return request.body as unknown;
}

/** The library's messages quote what was sent. */
function faultOf(error: unknown): unknown {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return new Problem('BATCH_TOO_LARGE', 'The body of the request is too large.');
  if (status === 415) return new Problem('UNSUPPORTED_MEDIA_TYPE', 'The body must be sent as it is.');
  return status === 400 ? new Problem('BAD_INPUT', 'The body is not JSON.', { field: 'body' }) : error;
}
