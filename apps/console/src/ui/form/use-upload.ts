import { useState } from 'react';
import { problemOf, type Problem } from '../../app/errors';
import { uploadFile, type Uploaded } from '../../app/upload';

/** Uploads a file as a step of a form. */
export function useUpload() {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (file: File): Promise<Uploaded | null> => {
    setPending(true);
    setProblem(null);
    try {
      return await uploadFile(file);
    } catch (error) {
      setProblem(problemOf(error));
      return null;
    } finally {
      setPending(false);
    }
  };
  return { run, pending, problem, clear: () => setProblem(null) };
}
