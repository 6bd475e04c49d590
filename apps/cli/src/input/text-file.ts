import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../usage-error';

/**
 * Reads a UTF-8 text that a word of the command line names; a byte order mark is dropped. Of a pipe, opening would wait
 * for a writer who may never come.
 *
 * @throws UsageError naming the path where it is no regular file, or cannot be read
 */
export function readTextFile(path: string): string {
  try {
    const kind = statSync(path);
    if (kind.isDirectory()) throw new UsageError(`${path}: This is a directory, not a file.`);
    if (!kind.isFile()) throw new UsageError(`${path}: This is a pipe or a device: save it as a file.`);
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
