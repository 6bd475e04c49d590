/** The server answered, and said no. */
export class ApiError extends Error {
  /** The input at fault, where the server names one. */
  readonly field: string | undefined;
  /** Of the HTTP answer, where it says more than the code. */
  readonly status: number | undefined;

  constructor(
    /** From the registry of codes, such as FORBIDDEN; HTTP_<status> where the answer was not ours. */
    readonly code: string,
    message: string,
    { field, status }: { field?: string | undefined; status?: number } = {},
  ) {
    super(message);
    this.field = field;
    this.status = status;
  }
}

/** Nothing answered at the address, or not in time. */
export class UnreachableError extends Error {}
