import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, logOrigin, parseCheckpoint } from '@countersign/domain/audit-log';
import { isMissing, replaceFile } from './durable-file';

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
      if (isMissing(error)) return null;
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
    await replaceFile({ path: this.pathOf(workspaceId), text: note, mode: 0o600 });
  }

  private pathOf(workspaceId: string): string {
    return join(this.directory, `${workspaceId}.checkpoint`);
  }
}
