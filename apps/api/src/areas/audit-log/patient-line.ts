import { WitnessFault } from './witness-fault';

/**
 * Asks one thing at a time of a place that may never answer, such as a mount whose server is gone. What was begun there
 * cannot be interrupted and keeps one of the few threads that all files and name look-ups of the process share: so while
 * something is late, nothing further is begun, and whoever asks is told at once.
 */
export class PatientLine {
  private tail: Promise<unknown> = Promise.resolve();
  private late = 0;

  /**
   * Does the work after what was asked before it. The signal tells work of several steps that nobody waits any more.
   * @throws WitnessFault UNREACHABLE when the work is not done in time, also when it could not even begin
   */
  async ask<T>(patience: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.late > 0) throw unanswered();
    const waiting = new AbortController();
    const turn = this.tail.then(() => {
      waiting.signal.throwIfAborted();
      return work(waiting.signal);
    });
    this.tail = turn.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        waiting.abort();
        this.late += 1;
        void this.tail.finally(() => (this.late -= 1));
        reject(unanswered());
      }, patience);
    });
    return Promise.race([turn, late]).finally(() => clearTimeout(timer));
  }
}

const unanswered = (): WitnessFault =>
  new WitnessFault('UNREACHABLE', 'The directory did not answer in time.');
