/** A document that holds no valid expectations; `place` is the path of the fault, such as `$.columns.age.minimum`. */
export class ExpectationsError extends Error {
  constructor(
    readonly place: string,
    detail: string,
  ) {
    super(`${place}: ${detail}`);
    this.name = 'ExpectationsError';
  }
}
