/** Why nothing is signed: each says that the log, or what is known of it, is not what it was. */
export type SigningFault =
  'LOG_SMALLER' | 'LOG_INCONSISTENT' | 'ENTRIES_BROKEN' | 'CHECKPOINT_BROKEN' | 'KEY_UNKNOWN' | 'KEY_RETIRED';

/** The server does not put its name under this log. An alarm, and never passed over: somebody has to look. */
export class SigningRefused extends Error {
  constructor(
    readonly fault: SigningFault,
    message: string,
  ) {
    super(message);
  }
}
