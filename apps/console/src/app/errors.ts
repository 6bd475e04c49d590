import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import { t } from '../texts';
import { UploadFailure } from './upload';

/** What went wrong, in the terms a reader can act on; field and line are there when the input was at fault. */
export interface Problem {
  cause: string;
  code?: string;
  field?: string;
  line?: number;
  requestId?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Reads an error of the API (`extensions` code, field, line, requestId) or of the network. */
export function problemOf(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    const extensions: Record<string, unknown> = first?.extensions ?? {};
    return {
      cause: first?.message ?? error.message,
      code: text(extensions.code),
      field: text(extensions.field),
      line: typeof extensions.line === 'number' ? extensions.line : undefined,
      requestId: text(extensions.requestId),
    };
  }
  if (ServerError.is(error) || ServerParseError.is(error)) {
    const requestId = error.response.headers.get('x-request-id') ?? undefined;
    return { cause: error.message, code: `HTTP_${error.statusCode}`, requestId };
  }
  if (error instanceof UploadFailure) return error.problem;
  if (error instanceof TypeError) return { cause: t('ui.error.network'), code: 'NETWORK' };
  return { cause: error instanceof Error ? error.message : String(error) };
}

/** True when the session has ended, so that signing in again is the way on. */
export const isSignedOut = (problem: Problem): boolean => problem.code === 'UNAUTHENTICATED';
