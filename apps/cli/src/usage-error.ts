/** Bad usage or bad input: exit code 2, the message says what to change. */
export class UsageError extends Error {}
