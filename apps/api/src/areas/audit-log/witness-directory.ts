import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, logOrigin, parseCheckpoint } from '@countersign/domain/audit-log';
import { createFile, isMissing, replaceFile } from './durable-file';

/** A checkpoint as it lies in the directory. */
export interface WitnessedCheckpoint extends Checkpoint {
  /** When it was put there, by the clock of the directory. */
  at: Date;
}

const publicFile = 0o644;

/**
 * A directory that gets every checkpoint, such as a mount that somebody else keeps: `<workspace id>/<size>.txt`, and the
 * largest once more as `latest.txt`. Notes are added and never exchanged.
 */
export class WitnessDirectory {
  constructor(private readonly directory: string) {}

  /**
   * The largest checkpoint there; null when there is none.
   * @throws Error when the file holds something else: what cannot be read cannot be held against the log
   */
  async last(workspaceId: string): Promise<WitnessedCheckpoint | null> {
    const path = this.pathOf(workspaceId, 'latest');
    try {
      const checkpoint = parseCheckpoint(await readFile(path, 'utf8'));
      if (checkpoint?.origin !== logOrigin(workspaceId))
        throw new Error(`${path} holds no checkpoint of this log.`);
      return { ...checkpoint, at: new Date((await stat(path)).mtimeMs) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /**
   * Adds a checkpoint that is larger than all that are there. The caller sees to it that one server at a time does.
   * @throws Error when another note of this size is there
   */
  async add(workspaceId: string, size: string, note: string): Promise<void> {
    await mkdir(join(this.directory, workspaceId), { recursive: true, mode: 0o755 });
    const path = this.pathOf(workspaceId, size);
    try {
      await createFile({ path, text: note, mode: publicFile });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // Left behind by a turn that failed between the two files.
      if ((await readFile(path, 'utf8')) !== note) throw new Error(`${path} holds another checkpoint.`);
    }
    await replaceFile({ path: this.pathOf(workspaceId, 'latest'), text: note, mode: publicFile });
  }

  private pathOf(workspaceId: string, name: string): string {
    return join(this.directory, workspaceId, `${name}.txt`);
  }
}
