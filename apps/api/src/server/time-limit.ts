/**
 * A signal that comes after so long, or with another. Call `end` when nothing is waited for any more.
 *
 * Not `AbortSignal.any` of an `AbortSignal.timeout`: the joined signal holds its parts weakly, so that the timeout never comes
 * once the garbage was collected (Node 20).
 */
export class TimeLimit {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly follow = () => this.controller.abort(this.other.reason);

  /** @param milliseconds after which the signal comes with a TimeoutError */
  constructor(
    milliseconds: number,
    private readonly other: AbortSignal,
  ) {
    const late = () => this.controller.abort(new DOMException('It took too long.', 'TimeoutError'));
    this.timer = setTimeout(late, milliseconds).unref();
    other.addEventListener('abort', this.follow);
    if (other.aborted) this.follow();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(): void {
    clearTimeout(this.timer);
    this.other.removeEventListener('abort', this.follow);
  }
}
