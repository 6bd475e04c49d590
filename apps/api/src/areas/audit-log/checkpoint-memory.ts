import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, logOrigin, parseCheckpoint } from '@countersign/domain/audit-log';

/**
 * The last checkpoint of every workspace, outside the database: a file each. A database that was restored from an old
 * copy, or edited by its owner, does not know what was signed since; this does.
 */
export class CheckpointMemory {
  constructor(private readonly directory: string) {}

  /**
   * The checkpoint noted last; null when none was.
   * @throws Error when the file holds something else: what cannot be read cannot be held against the log
   */
  async last(workspaceId: string): Promise<Checkpoint | null> {
    const path = this.pathOf(workspaceId);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    const checkpoint = parseCheckpoint(text);
    if (checkpoint?.origin !== logOrigin(workspaceId))
      throw new Error(`${path} holds no checkpoint of this log.`);
    return checkpoint;
  }

  /** Notes a checkpoint, whole or not at all, and returns when it would survive a power cut. */
  async note(workspaceId: string, note: string): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const draft = join(this.directory, `${randomUUID()}.draft`);
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(note);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, this.pathOf(workspaceId));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncDirectory(this.directory);
  }

  private pathOf(workspaceId: string): string {
    return join(this.directory, `${workspaceId}.checkpoint`);
  }
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
