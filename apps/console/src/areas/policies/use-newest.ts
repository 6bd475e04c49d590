import { useEffect, useState } from 'react';

/** What is known of a question while it may change. */
export interface Newest<Answer> {
  /** The last answer that came, maybe to an earlier question; undefined before the first. */
  answer: Answer | undefined;
  /** Why there is no answer to the present question. */
  error: unknown;
  /** Whether the answer, or the error, is that of the present question. */
  isCurrent: boolean;
}

interface Settled<Answer> {
  question: string;
  ask: (question: string) => Promise<Answer>;
  answer: Answer | undefined;
  error: unknown;
}

/**
 * Asks once a question has stood still for `wait` milliseconds. An answer that comes after the question has changed is
 * dropped: it never takes the place of a newer one. `ask` stays the same function for as long as it asks the same.
 */
export function useNewest<Answer>(
  question: string | null,
  ask: (question: string) => Promise<Answer>,
  wait: number,
): Newest<Answer> {
  const [settled, setSettled] = useState<Settled<Answer> | null>(null);
  useEffect(() => {
    if (question === null) return undefined;
    let isNewest = true;
    const settle = (answer: Answer | undefined, error: unknown) => {
      if (isNewest) setSettled({ question, ask, answer, error });
    };
    const timer = setTimeout(() => {
      ask(question).then(
        (answer) => settle(answer, undefined),
        (error: unknown) => settle(undefined, error),
      );
    }, wait);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [question, ask, wait]);
  const isCurrent = settled !== null && settled.question === question && settled.ask === ask;
  return { answer: settled?.answer, error: isCurrent ? settled.error : undefined, isCurrent };
}
