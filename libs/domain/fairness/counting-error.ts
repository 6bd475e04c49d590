/** Why rows cannot be counted. */
export type CountingErrorCode =
  /** More groups than people can be compared by: the column names persons. */
  | 'too_many_groups'
  /** A value holds half a surrogate pair, which no JSON carries. */
  | 'malformed_text';

/** Rows that cannot be counted, with the attributes at fault. */
export class CountingError extends Error {
  constructor(
    readonly code: CountingErrorCode,
    readonly attributes: readonly string[],
    message: string,
  ) {
    super(message);
    this.name = 'CountingError';
  }
}
