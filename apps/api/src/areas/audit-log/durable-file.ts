import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface DurableFile {
  path: string;
  text: string;
  mode: number;
}

/** Writes a file, whole or not at all, in the place of the one before; when it resolves, it would survive a power cut. */
export function replaceFile(file: DurableFile): Promise<void> {
  return writeDraft(file, rename);
}

/** The same, for a file that must not be there yet. @throws an error of the code EEXIST when it is */
export function createFile(file: DurableFile): Promise<void> {
  return writeDraft(file, link);
}

async function writeDraft(
  { path, text, mode }: DurableFile,
  place: (draft: string, path: string) => Promise<void>,
): Promise<void> {
  const directory = dirname(path);
  const draft = join(directory, `${randomUUID()}.draft`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(directory);
}

/** The new name of a file is kept by its directory. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Whether reading failed because there is no such file. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
