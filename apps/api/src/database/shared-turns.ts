/**
 * Work of which one turn a key is under way at a time. Whoever asks meanwhile is answered by the next turn, together with all
 * others who do: by none that began before they asked. However many ask at once, the work is done twice at most.
 */
export class SharedTurns<T> {
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly next = new Map<string, Promise<T>>();

  /** What the turn answers that begins after this call; a turn that fails fails all who share it, and no other. */
  take(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.next.get(key);
    if (known) return known;
    const turn = Promise.resolve(this.underWay.get(key)).then(() => this.begin(key, work));
    this.next.set(key, turn);
    return turn;
  }

  private begin(key: string, work: () => Promise<T>): Promise<T> {
    this.next.delete(key);
    const answer = work();
    const end = () => {
      if (this.underWay.get(key) === over) this.underWay.delete(key);
    };
    const over = answer.then(end, end);
    this.underWay.set(key, over);
    return answer;
  }
}
