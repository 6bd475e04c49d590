import { type ErrorCode } from '@countersign/domain/refusals';

/** Where bad input stands, and when to come back: whatever of these is known. */
export interface Place {
  field?: string;
  line?: number;
  column?: string;
  id?: string;
  /** Seconds to wait before trying again. */
  retryAfter?: number;
}

/**
 * Bad input or missing access: told to the caller with a code and the place. Not a business refusal (those are
 * union members) and not a bug (those are plain errors, shown as INTERNAL).
 */
export class Problem extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly place: Place = {},
  ) {
    super(message);
  }
}

export function notFound(what: string, id: string): Problem {
  return new Problem('NOT_FOUND', `There is no ${what} with this id.`, { id });
}
