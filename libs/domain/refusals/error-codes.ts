/**
 * Every error a client can meet: its code and what it means, in one sentence.
 * Codes travel in the extensions of a GraphQL error, in problem JSON and in the errors of single rows.
 * docs/error-codes.md lists the same sentences.
 */
export const errorCodes = {
  UNAUTHENTICATED: 'Nobody is signed in, or the token is unknown, expired or revoked.',
  FORBIDDEN: 'None of your roles or scopes holds the permission this needs.',
  NOT_FOUND: 'Nothing with this id exists in your workspace.',
  BAD_INPUT: 'A field of the request has a value that is not allowed.',
  UNREADABLE_FILE: 'The file cannot be read as the format it claims.',
  WRONG_DELIMITER: 'The file does not seem to be separated by commas.',
  EMPTY_FILE: 'The file holds no rows.',
  DUPLICATE_COLUMN: 'Two columns of the file carry the same name.',
  MISSING_COLUMN: 'A column the request names is not in the file.',
  UPLOAD_NOT_FOUND: 'The upload is unknown, already used or expired.',
  FILE_TOO_LARGE: 'The file is larger than the server accepts.',
  NOT_A_NUMBER: 'A value that has to be a number is not one.',
  NOT_A_TIME: 'A value that has to be an instant with a time zone is not one.',
  OUT_OF_RANGE: 'A number lies outside the range its meaning allows.',
  MISSING_VALUE: 'A required value is empty.',
  CONFLICTING_PAYLOAD: 'A row with this id was logged before with other content; the first is kept.',
  NO_MATCHING_PREDICTION: 'No logged prediction of this model carries the id of the label.',
  MALFORMED_ROW: 'The row does not have the shape of the others.',
  BATCH_TOO_LARGE: 'The batch holds more rows than one request may carry.',
  UNKNOWN_CURSOR: 'The cursor was not issued by this list.',
  QUERY_TOO_COMPLEX: 'The query asks for more than one request may.',
  UNTRUSTED_DOCUMENT:
    'Without a bearer token a production server runs the documents of its console and no others.',
  TIMED_OUT: 'The request took longer than it may; a change it asked for may still be made.',
  WRONG_HOST: 'The request names a host that this server does not answer for.',
  CROSS_SITE: 'A page of another site made a browser send this request.',
  METHOD_NOT_ALLOWED: 'The path exists, but not for this method.',
  UNSUPPORTED_MEDIA_TYPE: 'The body has to be JSON in UTF-8.',
  LOG_NOT_SIGNED: 'The audit log does not continue what was signed before, so no more of it is signed.',
  RATE_LIMITED: 'Too many requests in too short a time; try again later.',
  PROVIDER_UNAVAILABLE:
    'The OpenID provider cannot be reached, or is not set up for this server; try again later.',
  INTERNAL: 'Something failed on our side; the message carries an id to look it up by.',
} as const satisfies Record<string, string>;

/** A code of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;
