/** What an answer was given on. */
export interface Standing {
  /** Size of the workspace's audit log, read before the answer was asked for. */
  head: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

interface Given<T> extends Standing {
  answer: Promise<T>;
}

/** Milliseconds: what time alone changes is seen this late at most. */
const longest = 5_000;
/** Questions whose answers are kept; the oldest gives way. */
const most = 1_000;

/**
 * Answers that are given again while nothing changed. Every change is an entry of the audit log and committed with it, so
 * that an answer of the same head leaves no change out. Who asks while an answer is being found waits for that one.
 */
export class UnchangedAnswers<T> {
  private readonly given = new Map<string, Given<T>>();

  /** The answer to the question as of this standing, found where none is kept. What fails is not kept. */
  async to(question: string, { head, now }: Standing, find: () => Promise<T>): Promise<T> {
    const kept = this.given.get(question);
    if (kept?.head === head && kept.now <= now && now < kept.now + longest) return kept.answer;
    const answer = find();
    const entry = { head, now, answer };
    this.given.delete(question);
    this.given.set(question, entry);
    const [oldest] = this.given.keys();
    if (this.given.size > most && oldest !== undefined) this.given.delete(oldest);
    try {
      return await answer;
    } catch (error) {
      if (this.given.get(question) === entry) this.given.delete(question);
      throw error;
    }
  }
}
