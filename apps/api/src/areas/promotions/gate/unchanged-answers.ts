/** What an answer was given on. */
export interface Standing {
  /** The place in the workspace's audit log of the last entry before the answer was asked for that may concern it. */
  head: bigint;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

interface Given<T> extends Standing {
  answer: Promise<T>;
  /** Whether the answer that follows this one is being found. */
  isRenewed: boolean;
}

/** Milliseconds: what time alone changes is seen this late at most. */
const longest = 5_000;
/** Milliseconds after which the next answer is found, while this one is still given: nobody waits for it. */
const fresh = 3_000;
/** Questions whose answers are kept; the oldest gives way. */
const most = 1_000;

/**
 * Answers that are given again while nothing changed. Every change is an entry of the audit log and committed with it, so
 * that an answer of the same head leaves no change out. Who asks while an answer is being found waits for that one; who asks
 * while the next is being found ahead of time does not.
 */
export class UnchangedAnswers<T> {
  private readonly given = new Map<string, Given<T>>();

  /** The answer to the question as of this standing, found where none is kept. What fails is not kept. */
  to(question: string, standing: Standing, find: () => Promise<T>): Promise<T> {
    const kept = this.given.get(question);
    const age = kept?.head === standing.head ? standing.now - kept.now : longest;
    if (!kept || age < 0 || age >= longest) return this.ask(question, standing, find);
    if (age >= fresh && !kept.isRenewed) {
      kept.isRenewed = true;
      void this.renew(kept, { question, standing, find });
    }
    return kept.answer;
  }

  private async ask(question: string, standing: Standing, find: () => Promise<T>): Promise<T> {
    const entry = { ...standing, answer: find(), isRenewed: false };
    this.keep(question, entry);
    try {
      return await entry.answer;
    } catch (error) {
      if (this.given.get(question) === entry) this.given.delete(question);
      throw error;
    }
  }

  /** Where it fails, the answer before is given until it is too old; whoever asks then is told of the failure. */
  private async renew(kept: Given<T>, { question, standing, find }: Renewal<T>): Promise<void> {
    const answer = find();
    const [{ status }] = await Promise.allSettled([answer]);
    if (status === 'fulfilled' && this.given.get(question) === kept)
      this.keep(question, { ...standing, answer, isRenewed: false });
  }

  private keep(question: string, entry: Given<T>): void {
    this.given.delete(question);
    this.given.set(question, entry);
    const [oldest] = this.given.keys();
    if (this.given.size > most && oldest !== undefined) this.given.delete(oldest);
  }
}

interface Renewal<T> {
  question: string;
  standing: Standing;
  find: () => Promise<T>;
}
