import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import { t } from '../texts';
import { DoorFailure } from './door';

/** What went wrong, in the terms a reader can act on; field and line are there when the input was at fault. */
export interface Problem {
  cause: string;
  code?: string;
  field?: string;
  line?: number;
  requestId?: string;
  /** Seconds to wait before another attempt. */
  retryAfter?: number;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page instead of JSON: the status says enough.
    return null;
  }
}

type Parts = Record<string, unknown>;

function partsOf(extensions: Parts): Omit<Problem, 'cause'> {
  return {
    code: text(extensions.code),
    field: text(extensions.field),
    line: count(extensions.line),
    requestId: text(extensions.requestId),
    retryAfter: count(extensions.retryAfter),
  };
}

/** The first error of an answer of the API that came with a status of its own, such as 429. */
function problemInBody(body: unknown): Problem | null {
  if (typeof body !== 'object' || body === null || !('errors' in body)) return null;
  const [first] = (Array.isArray(body.errors) ? body.errors : []) as {
    message?: string;
    extensions?: Parts;
  }[];
  return first?.message === undefined ? null : { cause: first.message, ...partsOf(first.extensions ?? {}) };
}

/** Reads an error of the API (`extensions` code, field, line, requestId, retryAfter) or of the network. */
export function problemOf(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    return { cause: first?.message ?? error.message, ...partsOf(first?.extensions ?? {}) };
  }
  if (ServerError.is(error) || ServerParseError.is(error)) {
    const requestId = error.response.headers.get('x-request-id') ?? undefined;
    const told = problemInBody(parsed(error.bodyText));
    return told ?? { cause: error.message, code: `HTTP_${error.statusCode}`, requestId };
  }
  if (error instanceof DoorFailure) return error.problem;
  if (error instanceof TypeError) return { cause: t('ui.error.network'), code: 'NETWORK' };
  return { cause: error instanceof Error ? error.message : String(error) };
}

/**
 * True when no answer of the API came back, but silence or somebody else's: the server may have done what it was asked all
 * the same.
 */
export const isUnanswered = ({ code = '' }: Problem): boolean =>
  code === 'NETWORK' || code.startsWith('HTTP_');

/** True when the session has ended, so that signing in again is the way on. */
export const isSignedOut = (problem: Problem): boolean => problem.code === 'UNAUTHENTICATED';

/** True when there is no such thing, however often it is asked for. */
export const isMissing = (problem: Problem): boolean => problem.code === 'NOT_FOUND';
