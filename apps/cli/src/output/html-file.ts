import { accessSync, constants, existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../usage-error';

/**
 * Checks before any work that a page can be written there, and that it replaces none of the words of the command line
 * that are files.
 *
 * @throws UsageError naming the path
 */
export function checkHtmlPath(path: string, others: readonly string[]): void {
  if (path === '') throw new UsageError('--html needs a path to write to.');
  const file = resolve(path);
  if (existsSync(file)) {
    if (!statSync(file).isFile() && !file.startsWith('/dev/'))
      throw new UsageError(`--html ${path}: this is not a file.`);
    const same = others.some((other) => existsSync(other) && realpathSync(other) === realpathSync(file));
    if (same) throw new UsageError(`--html ${path}: the page would replace a file that is read.`);
  }
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** @throws UsageError naming the path */
export function writeHtml(path: string, page: string): void {
  try {
    writeFileSync(path, page);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(`--html ${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
}
