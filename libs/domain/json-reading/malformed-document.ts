/** What is wrong with a document read from JSON, and where. */
export class MalformedDocument extends Error {
  constructor(
    /** Such as `counts.sections[0].groups[2].counts.tp`; empty for the whole document. */
    readonly place: string,
    readonly fault: string,
  ) {
    super(`${place === '' ? 'The document' : place} ${fault}`);
    this.name = 'MalformedDocument';
  }
}
