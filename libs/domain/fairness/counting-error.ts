/** Why rows cannot be counted. */
export type CountingErrorCode =
  /** More groups than people can be compared by: the column names persons. */
  | 'too_many_groups'
  /** More strata than there may be groups: the column names persons, too. */
  | 'too_many_strata'
  /** A value so long that it is no name: a document in the wrong column. */
  | 'too_long'
  /** A value holds half a surrogate pair, which no JSON carries. */
  | 'malformed_text';

/** Rows that cannot be counted, with the attributes at fault; none where the strata are. */
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
