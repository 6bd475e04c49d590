import { useState } from 'react';
import { problemOf, type Problem } from '../../app/errors';

/** A file's way to or from the server as a step of a form; null where it did not get through. */
export function useTransfer<Input, Result>(transfer: (input: Input) => Promise<Result>) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (input: Input): Promise<Result | null> => {
    setPending(true);
    setProblem(null);
    try {
      return await transfer(input);
    } catch (error) {
      setProblem(problemOf(error));
      return null;
    } finally {
      setPending(false);
    }
  };
  return { run, pending, problem, clear: () => setProblem(null) };
}
