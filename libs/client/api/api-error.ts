/** The server answered, and said no. */
export class ApiError extends Error {
  constructor(
    /** From the registry of codes, such as FORBIDDEN; HTTP_<status> where the answer was not ours. */
    readonly code: string,
    message: string,
    /** The input at fault, where the server names one. */
    readonly field?: string,
  ) {
    super(message);
  }
}

/** Nothing answered at the address. */
export class UnreachableError extends Error {}
